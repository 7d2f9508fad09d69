package dev.gantry.store.memory;

import static java.util.Objects.requireNonNull;

import dev.gantry.store.ClaimRequest;
import dev.gantry.store.Claims;
import dev.gantry.store.Completion;
import dev.gantry.store.CopyableStore;
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
import dev.gantry.store.RunRecord;
import dev.gantry.store.RunTally;
import dev.gantry.store.RunUpdate;
import dev.gantry.store.Signal;
import dev.gantry.store.Stash;
import dev.gantry.store.StashWrite;
import dev.gantry.store.StoreUnavailableException;
import dev.gantry.store.StoredFile;
import dev.gantry.store.Submission;
import dev.gantry.store.TimeScale;
import dev.gantry.store.Transfer;
import dev.gantry.store.worker.WorkerRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Runs in the heap of this process and nowhere else: gone when it ends. For tests and for trying things out.
 *
 * <p>Durable means here: done. Every future is complete when it is returned.
 */
public final class InMemoryRunStore implements CopyableStore {

    private final InstantSource clock;
    private final Object lock = new Object();
    private final TreeMap<Long, Row> rows = new TreeMap<>();
    private final Map<UUID, Long> numbers = new HashMap<>();
    private final Ledger ledger = new Ledger(Archive.NONE);
    private final ProjectBoard board = new ProjectBoard();
    private final ChangeFeed feed = new ChangeFeed();
    private final HeapWorkers workers;
    private final StoredContents files;
    private boolean closed;

    /** Make an empty store that goes by a clock. Files, if there are any, lie in a temporary folder until it is closed. */
    public InMemoryRunStore(InstantSource clock) {
        this(clock, StoredContents.temporary(clock));
    }

    /** Make an empty store that goes by a clock and has its files in a folder. */
    public InMemoryRunStore(InstantSource clock, Path folder) {
        this(clock, StoredContents.in(requireNonNull(folder, "folder is null"), clock));
    }

    private InMemoryRunStore(InstantSource clock, StoredContents files) {
        this.clock = requireNonNull(clock, "clock is null");
        this.workers = new HeapWorkers(clock, feed.signals(), this::checkOpen);
        this.files = files;
    }

    private interface Transition<T> {
        T apply(Instant now, Consumer<Change> changes);
    }

    private <T> CompletableFuture<T> change(Transition<T> transition) {
        synchronized (lock) {
            if (closed) {
                return CompletableFuture.failedFuture(unavailable());
            }
            List<Change> changes = new ArrayList<>();
            try {
                T answer = transition.apply(clock.instant(), changes::add);
                changes.forEach(this::publish);
                return CompletableFuture.completedFuture(answer);
            } catch (RuntimeException e) {
                ledger.undo(changes);
                return CompletableFuture.failedFuture(e);
            }
        }
    }

    private void publish(Change change) {
        board.publish(change);
        if (change instanceof Change.OfRun ofRun) {
            Row row = ofRun.after();
            rows.put(row.run().number(), row);
            numbers.put(row.uuid(), row.run().number());
            if (ofRun.isNews()) {
                feed.publish(List.of(row.run()));
            }
        }
    }

    private void checkOpen() {
        synchronized (lock) {
            if (closed) {
                throw unavailable();
            }
        }
    }

    private <T> T read(Supplier<T> question) {
        synchronized (lock) {
            checkOpen();
            return question.get();
        }
    }

    private static StoreUnavailableException unavailable() {
        return new StoreUnavailableException("the store is closed; make a new one");
    }

    @Override
    public CompletableFuture<List<Submission>> submit(List<NewRun> runs) {
        return change((now, changes) -> ledger.submit(runs, now, changes));
    }

    @Override
    public CompletableFuture<Claims> claim(ClaimRequest request) {
        return change((now, changes) -> ledger.claim(request, now, changes));
    }

    @Override
    public CompletableFuture<Renewal> renew(List<LeaseRef> leases, Duration lease) {
        return change((now, changes) -> ledger.renew(leases, lease, now, changes));
    }

    @Override
    public CompletableFuture<List<UUID>> update(List<RunUpdate> updates) {
        return change((now, changes) -> ledger.update(updates, now, changes));
    }

    @Override
    public CompletableFuture<List<UUID>> complete(List<Completion> completions) {
        return change((now, changes) -> ledger.complete(completions, now, changes));
    }

    @Override
    public CompletableFuture<Optional<Run>> cancel(UUID uuid, LogLine why) {
        return change((now, changes) -> ledger.descent().cancel(uuid, why, now, changes));
    }

    @Override
    public CompletableFuture<Optional<Submission>> retry(UUID uuid, LogLine why, Optional<LeaseRef> by) {
        return change((now, changes) -> ledger.retry(uuid, why, by, now, changes));
    }

    private Optional<Row> row(UUID uuid) {
        return read(() -> Optional.ofNullable(numbers.get(uuid)).map(rows::get));
    }

    @Override
    public Optional<Run> find(UUID uuid) {
        return row(uuid).map(Row::run);
    }

    @Override
    public Optional<Run> find(String path, String idempotencyKey) {
        return read(() -> ledger.find(new IdempotencyKey(path, idempotencyKey)).map(Row::run));
    }

    @Override
    public Optional<RunBody> body(UUID uuid) {
        return row(uuid).map(Row::body);
    }

    @Override
    public Optional<RunLog> log(UUID uuid, long afterSeq) {
        return row(uuid).map(row -> row.log().after(afterSeq));
    }

    @Override
    public List<Run> list(RunQuery query) {
        return read(() -> rows.headMap(query.below().orElse(Long.MAX_VALUE), false).descendingMap().values().stream()
                .map(Row::run)
                .filter(query::matches)
                .limit(query.limit())
                .toList());
    }

    @Override
    public RunTally tally(RunFilter filter, TimeScale scale) {
        RunTally.Counter counter = new RunTally.Counter(scale);
        synchronized (lock) {
            checkOpen();
            rows.values().stream().map(Row::run).filter(filter::matches).forEach(counter::add);
        }
        return counter.tally();
    }

    @Override
    public Map<UUID, RunDigest> digests(Collection<UUID> runs) {
        return read(() -> Digests.of(rows.values(), runs));
    }

    @Override
    public Map<String, Long> queued() {
        return read(() -> ledger.queued());
    }

    @Override
    public CompletableFuture<Long> dropFinishedBefore(Instant moment) {
        List<UUID> gone = new ArrayList<>();
        return change((now, changes) -> {
                    ledger.descent().settle();
                    List<Row> old = rows.values().stream()
                            .filter(row -> row.run().state().finished())
                            .filter(row -> row.run().stamp().updatedAt().isBefore(moment))
                            .filter(row -> !ledger.descent().needs(row.uuid()))
                            .toList();
                    old.forEach(this::drop);
                    old.forEach(row -> gone.add(row.uuid()));
                    gone.addAll(ledger.attaching().dropPrepared(moment, changes));
                    return (long) old.size();
                })
                .whenComplete((dropped, failure) -> files.sweep(gone, this::attachments));
    }

    private void drop(Row row) {
        ledger.evict(row);
        rows.remove(row.run().number());
        numbers.remove(row.uuid());
    }

    @Override
    public Subscription onChange(Predicate<UUID> whose, Consumer<Run> listener) {
        return read(() -> feed.add(whose, listener));
    }

    @Override
    public Subscription onSignal(Consumer<Signal> listener) {
        checkOpen();
        return feed.signals().add(listener);
    }

    @Override
    public WorkerRegistry workers() {
        return workers;
    }

    @Override
    public Optional<String> trouble() {
        synchronized (lock) {
            return closed ? Optional.of(unavailable().getMessage()) : Optional.empty();
        }
    }

    @Override
    public void close() {
        synchronized (lock) {
            closed = true;
            feed.close();
        }
        files.close();
    }

    @Override
    public CompletableFuture<Set<LeaseRef>> park(List<LeaseRef> leases) {
        return change((now, changes) -> ledger.park(leases, changes));
    }

    @Override
    public CompletableFuture<StashWrite.Result> putStash(StashWrite write) {
        return change((now, changes) -> ledger.attaching().putStash(write, now, changes));
    }

    @Override
    public CompletableFuture<StoredFile> putFile(FileWrite write) {
        try {
            checkOpen();
        } catch (StoreUnavailableException e) {
            return CompletableFuture.failedFuture(e);
        }
        return files.contents()
                .name(write, () -> change((now, changes) -> ledger.attaching().putFile(write, changes)), Runnable::run);
    }

    @Override
    public FileContents contents() {
        checkOpen();
        return files.contents();
    }

    @Override
    public CompletableFuture<ProjectState> limitProject(String project, int concurrency) {
        return change((now, changes) -> {
                    ledger.limitProject(project, concurrency, changes);
                    return true;
                })
                .thenApply(done -> {
                    feed.signals().publish(Signal.WORK);
                    return board.state(project);
                });
    }

    @Override
    public CompletableFuture<RemoteRun> linkRemote(LeaseRef by, RemoteRun child) {
        return change((now, changes) -> ledger.attaching().linkRemote(by, child, changes));
    }

    @Override
    public CompletableFuture<RemoteRun> confirmRemoteCancel(RemoteRun child) {
        return change((now, changes) -> ledger.attaching().confirmRemoteCancel(child, changes));
    }

    private Optional<Attachments> attachments(UUID run) {
        return read(() -> Optional.ofNullable(numbers.get(run))
                .map(number -> rows.get(number).attachments())
                .or(() -> Optional.ofNullable(ledger.attaching().prepared().get(run))));
    }

    @Override
    public Optional<Stash> stash(UUID run) {
        return attachments(run).flatMap(Attachments::stash);
    }

    @Override
    public List<StoredFile> files(UUID run) {
        return attachments(run).orElse(Attachments.NONE).listed();
    }

    @Override
    public ProjectState project(String project) {
        return read(() -> board.state(project));
    }

    @Override
    public List<RemoteRun> remoteCancels() {
        return read(() -> ledger.attaching().remoteCancels());
    }

    @Override
    public List<RunRecord> records(long afterNumber, int limit) {
        return read(() -> rows.tailMap(afterNumber, false).values().stream()
                .limit(limit)
                .map(Receiving::record)
                .toList());
    }

    @Override
    public Set<UUID> unsubmitted() {
        return read(() -> Set.copyOf(ledger.attaching().prepared().keySet()));
    }

    @Override
    public Map<String, Integer> concurrencies() {
        return read(() -> board.limits());
    }

    @Override
    public CompletableFuture<Integer> receive(Transfer transfer) {
        return change((now, changes) -> ledger.receiving().receive(transfer, now, changes));
    }
}
