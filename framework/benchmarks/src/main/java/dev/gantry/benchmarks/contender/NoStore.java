package dev.gantry.benchmarks.contender;

import dev.gantry.store.NewRun;
import dev.gantry.store.Run;
import dev.gantry.store.RunStore;
import dev.gantry.store.Submission;
import dev.gantry.store.memory.InMemoryRunStore;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;

/** Acknowledges submits at once, on the thread that asks, and keeps nothing of them: what remains is the server. */
final class NoStore {

    private final AtomicLong number = new AtomicLong();

    private NoStore() {}

    static RunStore make() {
        NoStore none = new NoStore();
        RunStore rest = new InMemoryRunStore(InstantSource.system());
        return (RunStore) Proxy.newProxyInstance(
                NoStore.class.getClassLoader(), new Class<?>[] {RunStore.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("submit")) {
                        return none.submit((List<?>) arguments[0]);
                    }
                    try {
                        return method.invoke(rest, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    private CompletableFuture<List<Submission>> submit(List<?> runs) {
        Instant now = Instant.now();
        return CompletableFuture.completedFuture(
                runs.stream().map(run -> submission((NewRun) run, now)).toList());
    }

    private Submission submission(NewRun run, Instant now) {
        return new Submission(Run.submitted(run.request(), number.incrementAndGet(), now), true);
    }
}
