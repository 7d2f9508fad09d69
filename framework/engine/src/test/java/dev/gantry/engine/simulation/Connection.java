package dev.gantry.engine.simulation;

import dev.gantry.store.ClaimRequest;
import dev.gantry.store.Claims;
import dev.gantry.store.Completion;
import dev.gantry.store.FileContents;
import dev.gantry.store.FileWrite;
import dev.gantry.store.LeaseRef;
import dev.gantry.store.LogLine;
import dev.gantry.store.NewRun;
import dev.gantry.store.ProjectState;
import dev.gantry.store.RemoteRun;
import dev.gantry.store.Renewal;
import dev.gantry.store.Run;
import dev.gantry.store.RunBody;
import dev.gantry.store.RunDigest;
import dev.gantry.store.RunFilter;
import dev.gantry.store.RunLog;
import dev.gantry.store.RunQuery;
import dev.gantry.store.RunStore;
import dev.gantry.store.RunTally;
import dev.gantry.store.RunUpdate;
import dev.gantry.store.Signal;
import dev.gantry.store.Stash;
import dev.gantry.store.StashWrite;
import dev.gantry.store.StoreUnavailableException;
import dev.gantry.store.StoredFile;
import dev.gantry.store.Submission;
import dev.gantry.store.TimeScale;
import dev.gantry.store.memory.Change;
import dev.gantry.store.memory.ChangeFeed;
import dev.gantry.store.memory.Digests;
import dev.gantry.store.memory.HeapWorkers;
import dev.gantry.store.memory.Row;
import dev.gantry.store.memory.SignalFeed;
import dev.gantry.store.worker.WorkerRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** The simulated store, as one process sees it. At every call others may go on first. */
final class Connection implements RunStore {

    private final Scheduler scheduler;
    private final SimulatedStore store;
    private final Host host;
    private final PlantedFaults faults;
    private final List<Listener> listeners = new CopyOnWriteArrayList<>();
    private final SignalFeed signals = new SignalFeed();
    private final Map<UUID, Run> untold = new LinkedHashMap<>();
    private final GivenFences fences;
    private final WorkerRegistry workers = new HeapWorkers(() -> Instant.EPOCH, signals, () -> {});
    private boolean telling;

    Connection(Scheduler scheduler, SimulatedStore store, Host host, PlantedFaults faults) {
        this.scheduler = scheduler;
        this.store = store;
        this.host = host;
        this.faults = faults;
        this.fences = host.fences();
        store.connect(this);
    }

    private <T> CompletableFuture<T> call(String what, Oracle.Check check, SimulatedStore.Transition<T> transition) {
        return call(what, check, false, transition);
    }

    private <T> CompletableFuture<T> call(
            String what, Oracle.Check check, boolean early, SimulatedStore.Transition<T> transition) {
        scheduler.letOthersGo();
        CompletableFuture<T> answer = new CompletableFuture<>();
        if (host.killed()) {
            return answer;
        }
        scheduler.trace("calls " + what);
        if (store.refuses()) {
            scheduler.after(store.latency(), host, "failure of " + what, Task.Kind.BUSY, () -> {
                answer.completeExceptionally(new StoreUnavailableException("the store is away"));
            });
        } else {
            store.accept(new SimulatedStore.Call<>(host, what, check, early, transition, answer));
        }
        scheduler.letOthersGo();
        return answer;
    }

    private <T> T read(Supplier<T> query) {
        scheduler.letOthersGo();
        if (!host.killed() && store.refuses()) {
            throw new StoreUnavailableException("the store is away");
        }
        T answer = query.get();
        scheduler.letOthersGo();
        return answer;
    }

    @Override
    public CompletableFuture<List<Submission>> submit(List<NewRun> runs) {
        return call(
                "submit",
                Oracle.Check.NOTHING,
                faults.answersTooEarly(),
                (ledger, now, changes) -> ledger.submit(runs, now, changes));
    }

    @Override
    public CompletableFuture<Claims> claim(ClaimRequest request) {
        return call("claim of " + request.max(), Oracle.Check.claim(request), true, (ledger, now, changes) -> {
            if (faults.keepsFromAsking()) {
                return new Claims(List.of(), Optional.empty());
            }
            faults.overlookLimits(ledger, store.shown().values());
            Claims claims =
                    faults.claims(request, ledger.claim(faults.wish(request), faults.timeOfClaims(now), changes));
            fences.given(claims);
            return claims;
        });
    }

    @Override
    public CompletableFuture<Renewal> renew(List<LeaseRef> leases, Duration lease) {
        return call(
                "renew " + leases.size(),
                Oracle.Check.NOTHING,
                (ledger, now, changes) -> ledger.renew(leases, lease, now, changes));
    }

    @Override
    public CompletableFuture<Set<LeaseRef>> park(List<LeaseRef> leases) {
        return call("park", Oracle.Check.NOTHING, (ledger, now, changes) -> ledger.park(leases, changes));
    }

    @Override
    public CompletableFuture<List<UUID>> update(List<RunUpdate> updates) {
        return call(
                "update " + updates.size(),
                Oracle.Check.writes(updates),
                (ledger, now, changes) -> ledger.update(faults.updates(updates, ledger), now, changes));
    }

    @Override
    public CompletableFuture<List<UUID>> complete(List<Completion> completions) {
        if (faults.losesCompletions() && store.refuses()) {
            return CompletableFuture.completedFuture(List.of());
        }
        return call(
                "complete",
                Oracle.Check.ends(completions),
                (ledger, now, changes) -> ledger.complete(faults.completions(completions, ledger), now, changes));
    }

    @Override
    public CompletableFuture<Optional<Run>> cancel(UUID uuid, LogLine why) {
        return call("cancel", Oracle.Check.cancel(uuid), (ledger, now, changes) -> {
            List<Change> made = new ArrayList<>();
            Optional<Run> cancelled = ledger.descent().cancel(uuid, why, now, made::add);
            faults.cancelled(made, ledger).forEach(changes);
            return cancelled;
        });
    }

    @Override
    public CompletableFuture<Optional<Submission>> retry(UUID uuid, LogLine why, Optional<LeaseRef> by) {
        return call("retry", Oracle.Check.NOTHING, (ledger, now, changes) -> ledger.retry(uuid, why, by, now, changes));
    }

    @Override
    public CompletableFuture<ProjectState> limitProject(String project, int concurrency) {
        return call("limit", Oracle.Check.NOTHING, (ledger, now, changes) -> {
                    ledger.limitProject(project, concurrency, changes);
                    return true;
                })
                .thenApply(done -> store.board().state(project));
    }

    @Override
    public CompletableFuture<Long> dropFinishedBefore(Instant moment) {
        return call("drop", Oracle.Check.NOTHING, (ledger, now, changes) -> {
            ledger.descent().settle();
            List<Row> old = store.shown().values().stream()
                    .filter(row -> ledger.find(row.uuid()).equals(Optional.of(row)))
                    .filter(row -> row.run().state().finished())
                    .filter(row -> row.run().stamp().updatedAt().isBefore(moment))
                    .filter(row -> !ledger.descent().needs(row.uuid()))
                    .toList();
            old.forEach(store::drop);
            return (long) old.size();
        });
    }

    @Override
    public Optional<Run> find(UUID uuid) {
        return read(() -> store.shown(uuid).map(Row::run));
    }

    @Override
    public Optional<Run> find(String path, String key) {
        return read(() -> store.shown().values().stream()
                .map(Row::run)
                .filter(run -> run.request().path().equals(path))
                .filter(run -> run.request().options().idempotencyKey().equals(Optional.of(key)))
                .findFirst());
    }

    @Override
    public Optional<RunBody> body(UUID uuid) {
        return read(() -> store.shown(uuid).map(Row::body));
    }

    @Override
    public Optional<RunLog> log(UUID uuid, long afterSeq) {
        return read(() -> store.shown(uuid).map(row -> row.log().after(afterSeq)));
    }

    @Override
    public List<Run> list(RunQuery query) {
        return read(() -> store.shown().descendingMap().values().stream()
                .map(Row::run)
                .filter(query::matches)
                .limit(query.limit())
                .toList());
    }

    @Override
    public RunTally tally(RunFilter filter, TimeScale scale) {
        return read(() -> {
            RunTally.Counter counter = new RunTally.Counter(scale);
            store.shown().values().stream()
                    .map(Row::run)
                    .filter(filter::matches)
                    .forEach(counter::add);
            return counter.tally();
        });
    }

    @Override
    public Map<UUID, RunDigest> digests(Collection<UUID> runs) {
        return read(() -> Digests.of(store.shown().values(), runs));
    }

    @Override
    public ProjectState project(String project) {
        return read(() -> store.board().state(project));
    }

    @Override
    public Map<String, Long> queued() {
        return read(() -> store.ledger().queued());
    }

    @Override
    public List<RemoteRun> remoteCancels() {
        return List.of();
    }

    @Override
    public Optional<String> trouble() {
        return Optional.empty();
    }

    @Override
    public Subscription onChange(Predicate<UUID> whose, Consumer<Run> told) {
        Listener listener = new Listener(whose, told);
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }

    private record Listener(Predicate<UUID> whose, Consumer<Run> told) {

        private void tell(Run run) {
            if (ChangeFeed.isCancelled(run) || whose.test(run.uuid())) {
                told.accept(run);
            }
        }
    }

    /** Nobody gives orders to simulated workers, and limits of projects are raised by the process that has their runs. */
    @Override
    public Subscription onSignal(Consumer<Signal> listener) {
        return signals.add(listener);
    }

    @Override
    public WorkerRegistry workers() {
        return workers;
    }

    boolean isOf(Host process) {
        return host == process;
    }

    /** A change is durable: of several of one run, the last is told. */
    void tell(Run run) {
        if (host.killed() || faults.keepsUntold()) {
            return;
        }
        untold.put(run.uuid(), run);
        if (!telling) {
            telling = true;
            scheduler.spawn(host, "changes", Task.Kind.BUSY, this::tellAll);
        }
    }

    private void tellAll() {
        while (!untold.isEmpty()) {
            Run next = untold.remove(untold.keySet().iterator().next());
            if (ChangeFeed.makesWork(next)) {
                signals.publish(Signal.WORK);
            }
            listeners.forEach(listener -> listener.tell(next));
            scheduler.letOthersGo();
        }
        telling = false;
    }

    @Override
    public CompletableFuture<StashWrite.Result> putStash(StashWrite write) {
        throw notSimulated();
    }

    @Override
    public Optional<Stash> stash(UUID run) {
        throw notSimulated();
    }

    @Override
    public CompletableFuture<StoredFile> putFile(FileWrite write) {
        throw notSimulated();
    }

    @Override
    public List<StoredFile> files(UUID run) {
        throw notSimulated();
    }

    @Override
    public FileContents contents() {
        throw notSimulated();
    }

    @Override
    public CompletableFuture<RemoteRun> linkRemote(LeaseRef by, RemoteRun child) {
        throw notSimulated();
    }

    @Override
    public CompletableFuture<RemoteRun> confirmRemoteCancel(RemoteRun child) {
        throw notSimulated();
    }

    private static UnsupportedOperationException notSimulated() {
        return new UnsupportedOperationException("stashes, files and other servers are not simulated");
    }

    @Override
    public void close() {
        listeners.clear();
    }
}
