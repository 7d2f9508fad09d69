package dev.gantry.store.mapdb.drill;

import dev.gantry.store.ClaimRequest;
import dev.gantry.store.Completion;
import dev.gantry.store.FileWrite;
import dev.gantry.store.NewRun;
import dev.gantry.store.Origin;
import dev.gantry.store.Renewal;
import dev.gantry.store.Run;
import dev.gantry.store.RunOptions;
import dev.gantry.store.RunRequest;
import dev.gantry.store.RunStore;
import dev.gantry.store.RunUpdate;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

/** A store that loses renewals while that is switched on, and has a planted bug, if that is one of what it is asked. */
final class DrilledStore implements InvocationHandler {

    private final RunStore store;
    private final Switchboard switches;
    private final Optional<PlantedBug> bug;

    private DrilledStore(RunStore store, Switchboard switches, Optional<PlantedBug> bug) {
        this.store = store;
        this.switches = switches;
        this.bug = bug;
    }

    static RunStore around(RunStore store, Switchboard switches, Optional<PlantedBug> bug) {
        return (RunStore) Proxy.newProxyInstance(
                RunStore.class.getClassLoader(),
                new Class<?>[] {RunStore.class},
                new DrilledStore(store, switches, bug));
    }

    @Override
    public Object invoke(Object proxy, Method method, Object[] arguments) throws Throwable {
        if (switches.get(Switchboard.Switch.RENEWALS).isPresent()) {
            if (method.getName().equals("renew")) {
                return CompletableFuture.completedFuture(new Renewal(Set.of(), Set.of()));
            }
            if (method.getName().equals("claim")) {
                arguments[0] = keepingNothing((ClaimRequest) arguments[0]);
            }
        }
        if (method.getName().equals("cancel") && bug.equals(Optional.of(PlantedBug.FORGOTTEN_CANCEL))) {
            return CompletableFuture.completedFuture(store.find((UUID) arguments[0]));
        }
        if (method.getName().equals("putFile") && bug.equals(Optional.of(PlantedBug.STALE_FILE))) {
            FileWrite write = (FileWrite) arguments[0];
            if (store.files(write.run()).stream()
                    .anyMatch(old -> old.name().equals(write.file().name()))) {
                return CompletableFuture.completedFuture(write.file());
            }
        }
        if (bug.isPresent() && arguments != null) {
            arguments[0] = bent(method.getName(), arguments[0]);
        }
        try {
            return method.invoke(store, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    private Object bent(String method, Object asked) {
        return switch (bug.orElseThrow()) {
            case IGNORED_FENCE -> refenced(method, asked);
            case NO_LIMIT -> asked instanceof ClaimRequest claim ? unlimited(claim) : asked;
            case NO_KEY -> method.equals("submit") ? each(asked, NewRun.class, DrilledStore::withoutKey) : asked;
            case ORPHANED_CHILDREN ->
                method.equals("submit") ? each(asked, NewRun.class, DrilledStore::withoutParent) : asked;
            case LOST_DATA ->
                method.equals("complete") ? each(asked, Completion.class, DrilledStore::withoutData) : asked;
            default -> asked;
        };
    }

    private interface Bend<T> {
        T bend(T item);
    }

    private static <T> List<T> each(Object asked, Class<T> type, Bend<T> bend) {
        return ((List<?>) asked).stream().map(type::cast).map(bend::bend).toList();
    }

    private Object refenced(String method, Object asked) {
        return switch (method) {
            case "update" -> each(asked, RunUpdate.class, this::refenced);
            case "complete" ->
                each(
                        asked,
                        Completion.class,
                        completion -> new Completion(refenced(completion.last()), completion.ending()));
            default -> asked;
        };
    }

    private RunUpdate refenced(RunUpdate update) {
        long fence = store.find(update.uuid()).map(Run::fence).orElse(update.fence());
        return new RunUpdate(update.uuid(), fence, update.progress(), update.log(), update.data());
    }

    private static ClaimRequest unlimited(ClaimRequest claim) {
        Map<String, Integer> limits = new HashMap<>(claim.limits());
        limits.replaceAll((job, limit) -> Integer.MAX_VALUE);
        return new ClaimRequest(
                claim.worker(), claim.max(), claim.ahead(), claim.lease(), limits, claim.resuming(), claim.holding());
    }

    /** A claim renews what its worker holds; that renewal is lost too. */
    private static ClaimRequest keepingNothing(ClaimRequest claim) {
        return new ClaimRequest(
                claim.worker(), claim.max(), claim.ahead(), claim.lease(), claim.limits(), claim.resuming(), List.of());
    }

    private static Completion withoutData(Completion completion) {
        RunUpdate last = completion.last();
        return new Completion(
                new RunUpdate(last.uuid(), last.fence(), last.progress(), last.log(), Optional.empty()),
                completion.ending());
    }

    private static NewRun withoutParent(NewRun run) {
        RunRequest asked = run.request();
        Origin origin = new Origin(
                asked.origin().address(), Optional.empty(), asked.origin().setup());
        return new NewRun(
                new RunRequest(asked.uuid(), asked.path(), asked.jobType(), asked.options(), origin),
                run.params(),
                run.by());
    }

    private static NewRun withoutKey(NewRun run) {
        RunRequest asked = run.request();
        RunOptions options = asked.options();
        return new NewRun(
                new RunRequest(
                        asked.uuid(),
                        asked.path(),
                        asked.jobType(),
                        new RunOptions(
                                options.description(),
                                options.tags(),
                                options.priority(),
                                options.runAt(),
                                Optional.empty()),
                        asked.origin()),
                run.params(),
                run.by());
    }
}
