package dev.gantry.store.mapdb;

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
import dev.gantry.store.memory.Attachments;
import dev.gantry.store.memory.HeapWorkers;
import dev.gantry.store.memory.IdempotencyKey;
import dev.gantry.store.memory.Receiving;
import dev.gantry.store.memory.Row;
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
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * Runs on the disk of one machine: a journal is the truth, heap holds what moves, MapDB what is finished.
 *
 * <p>Belongs to one process at a time. Submits, cancels and ends of attempts are answered once they are forced to the disk;
 * a claim once it is written, since all that follows from it is written after it; a renewal of a lease is not written at
 * all, since nobody holds a lease after a restart. See the package for the files.
 *
 * <p>What was refused with a {@link StoreUnavailableException} did not happen, also if this process is killed afterwards. Only
 * if the machine loses its power while its disk still fails, or if the disk does not even take back what it failed to force,
 * it may turn out to have happened at the next open; and of a call that was not answered at all nobody knows.
 */
public final class MapDbRunStore implements CopyableStore {

    /** How many characters records may have together before no more of them are read. */
    private static final long MOST_WEIGHT = 1 << 22;

    private final OpenStore open;
    private final HeapWorkers workers;
    private volatile boolean closed;

    private MapDbRunStore(OpenStore open, InstantSource clock) {
        this.open = open;
        this.workers = new HeapWorkers(clock, open.heap().feed().signals(), this::checkOpen);
    }

    /**
     * Open the store in a folder, with all that it held.
     *
     * @throws StoreUnavailableException if the folder is in use, cannot be written to, or holds damaged files; the message
     *     says which and what to do
     */
    public static MapDbRunStore open(MapDbConfig config) {
        return open(config, new FileDisk());
    }

    /** Open the store in a folder as {@link #open(MapDbConfig)} does, on a disk that somebody else makes. */
    public static MapDbRunStore open(MapDbConfig config, Disk disk) {
        return new MapDbRunStore(OpenStore.open(requireNonNull(config, "config is null"), disk), config.clock());
    }

    static StoreUnavailableException closed(Path folder) {
        return new StoreUnavailableException("the store in %s is closed; open it again".formatted(folder));
    }

    private void checkOpen() {
        if (closed) {
            throw closed(open.folder());
        }
    }

    private <T> CompletableFuture<T> send(Command.Transition<T> transition) {
        return send(new Command<>(transition, false));
    }

    private <T> CompletableFuture<T> send(Command<T> command) {
        if (closed) {
            return CompletableFuture.failedFuture(closed(open.folder()));
        }
        open.committer().add(command);
        return command.answer();
    }

    @Override
    public CompletableFuture<List<Submission>> submit(List<NewRun> runs) {
        List<NewRun> copy = List.copyOf(runs);
        return send((ledger, now, changes) -> ledger.submit(copy, now, changes));
    }

    @Override
    public CompletableFuture<Claims> claim(ClaimRequest request) {
        requireNonNull(request, "request is null");
        return send(new ClaimCommand(request));
    }

    @Override
    public CompletableFuture<Renewal> renew(List<LeaseRef> leases, Duration lease) {
        List<LeaseRef> copy = List.copyOf(leases);
        requireNonNull(lease, "lease is null");
        return send((ledger, now, changes) -> ledger.renew(copy, lease, now, changes));
    }

    @Override
    public CompletableFuture<List<UUID>> update(List<RunUpdate> updates) {
        List<RunUpdate> copy = List.copyOf(updates);
        return send(new Command<>((ledger, now, changes) -> ledger.update(copy, now, changes), true));
    }

    @Override
    public CompletableFuture<List<UUID>> complete(List<Completion> completions) {
        List<Completion> copy = List.copyOf(completions);
        return send((ledger, now, changes) -> ledger.complete(copy, now, changes));
    }

    @Override
    public CompletableFuture<Optional<Run>> cancel(UUID uuid, LogLine why) {
        requireNonNull(uuid, "uuid is null");
        requireNonNull(why, "why is null");
        return send((ledger, now, changes) -> ledger.descent().cancel(uuid, why, now, changes));
    }

    @Override
    public CompletableFuture<Optional<Submission>> retry(UUID uuid, LogLine why, Optional<LeaseRef> by) {
        requireNonNull(uuid, "uuid is null");
        requireNonNull(why, "why is null");
        return send((ledger, now, changes) -> ledger.retry(uuid, why, by, now, changes));
    }

    @Override
    public CompletableFuture<Long> dropFinishedBefore(Instant moment) {
        requireNonNull(moment, "moment is null");
        CompletableFuture<Long> dropped = new CompletableFuture<>();
        CompletableFuture<List<UUID>> unclaimed = send((ledger, now, changes) -> {
            List<UUID> old = ledger.attaching().dropPrepared(moment, changes);
            open.retention().drop(moment, dropped);
            return old;
        });
        return unclaimed.thenCompose(runs -> dropped.thenCompose(
                count -> open.sealer().later(() -> open.files().sweep(runs)).thenApply(done -> count)));
    }

    @Override
    public Optional<Run> find(UUID uuid) {
        checkOpen();
        return open.heap().shelf().run(uuid);
    }

    @Override
    public Optional<Run> find(String path, String idempotencyKey) {
        checkOpen();
        return open.heap()
                .shelf()
                .find(new IdempotencyKey(path, idempotencyKey))
                .map(Row::run);
    }

    @Override
    public Optional<RunBody> body(UUID uuid) {
        checkOpen();
        Optional<Row> row = open.heap().shelf().find(uuid);
        try {
            return row.map(Row::body);
        } catch (StoreUnavailableException e) {
            // The run may have moved to another place on the disk since it was looked up.
            Optional<Row> now = open.heap().shelf().find(uuid);
            if (now.equals(row)) {
                throw e;
            }
            return now.map(Row::body);
        }
    }

    @Override
    public Optional<RunLog> log(UUID uuid, long afterSeq) {
        checkOpen();
        return open.heap().shelf().find(uuid).map(row -> row.log().after(afterSeq));
    }

    @Override
    public List<Run> list(RunQuery query) {
        checkOpen();
        return open.heap().shelf().list(query);
    }

    @Override
    public RunTally tally(RunFilter filter, TimeScale scale) {
        checkOpen();
        return open.heap().shelf().tally(filter, scale);
    }

    @Override
    public Map<UUID, RunDigest> digests(Collection<UUID> runs) {
        checkOpen();
        Map<UUID, RunDigest> digests = new HashMap<>();
        for (UUID run : runs) {
            open.heap().shelf().digest(run).ifPresent(digest -> digests.put(run, digest));
        }
        return digests;
    }

    @Override
    public Map<String, Long> queued() {
        checkOpen();
        return open.heap().shelf().queued();
    }

    @Override
    public long queuedInAll() {
        checkOpen();
        return open.heap().shelf().queuedInAll();
    }

    @Override
    public Subscription onChange(Predicate<UUID> whose, Consumer<Run> listener) {
        checkOpen();
        return open.heap()
                .feed()
                .add(requireNonNull(whose, "whose is null"), requireNonNull(listener, "listener is null"));
    }

    @Override
    public Subscription onSignal(Consumer<Signal> listener) {
        checkOpen();
        return open.heap().feed().signals().add(requireNonNull(listener, "listener is null"));
    }

    @Override
    public WorkerRegistry workers() {
        return workers;
    }

    @Override
    public Optional<String> trouble() {
        return closed
                ? Optional.of(closed(open.folder()).getMessage())
                : open.committer().trouble();
    }

    @Override
    public synchronized void close() {
        if (!closed) {
            closed = true;
            open.close();
        }
    }

    @Override
    public CompletableFuture<Set<LeaseRef>> park(List<LeaseRef> leases) {
        List<LeaseRef> copy = List.copyOf(leases);
        return send((ledger, now, changes) -> ledger.park(copy, changes));
    }

    @Override
    public CompletableFuture<StashWrite.Result> putStash(StashWrite write) {
        requireNonNull(write, "write is null");
        return send((ledger, now, changes) -> ledger.attaching().putStash(write, now, changes));
    }

    @Override
    public CompletableFuture<StoredFile> putFile(FileWrite write) {
        return open.files()
                .name(
                        requireNonNull(write, "write is null"),
                        () -> send((ledger, now, changes) -> ledger.attaching().putFile(write, changes)));
    }

    @Override
    public FileContents contents() {
        checkOpen();
        return open.files().contents();
    }

    @Override
    public CompletableFuture<ProjectState> limitProject(String project, int concurrency) {
        requireNonNull(project, "project is null");
        return send((ledger, now, changes) -> {
                    ledger.limitProject(project, concurrency, changes);
                    return true;
                })
                .thenApply(done -> {
                    open.heap().feed().signals().publish(Signal.WORK);
                    return open.heap().shelf().board().state(project);
                });
    }

    @Override
    public CompletableFuture<RemoteRun> linkRemote(LeaseRef by, RemoteRun child) {
        requireNonNull(by, "by is null");
        requireNonNull(child, "child is null");
        return send((ledger, now, changes) -> ledger.attaching().linkRemote(by, child, changes));
    }

    @Override
    public CompletableFuture<RemoteRun> confirmRemoteCancel(RemoteRun child) {
        requireNonNull(child, "child is null");
        return send((ledger, now, changes) -> ledger.attaching().confirmRemoteCancel(child, changes));
    }

    @Override
    public Optional<Stash> stash(UUID run) {
        checkOpen();
        return open.heap().shelf().attachments(run).flatMap(Attachments::stash);
    }

    @Override
    public List<StoredFile> files(UUID run) {
        checkOpen();
        return open.heap().shelf().attachments(run).orElse(Attachments.NONE).listed();
    }

    @Override
    public ProjectState project(String project) {
        checkOpen();
        return open.heap().shelf().board().state(project);
    }

    @Override
    public List<RemoteRun> remoteCancels() {
        checkOpen();
        return open.heap().shelf().remoteCancels();
    }

    @Override
    public List<RunRecord> records(long afterNumber, int limit) {
        checkOpen();
        List<RunRecord> records = new ArrayList<>();
        long weight = 0;
        Optional<Row> next = open.heap().shelf().next(afterNumber);
        while (next.isPresent() && records.size() < limit && weight < MOST_WEIGHT) {
            RunRecord record = Receiving.record(next.get());
            records.add(record);
            weight += record.weight();
            next = open.heap().shelf().next(record.run().number());
        }
        return records;
    }

    @Override
    public Set<UUID> unsubmitted() {
        checkOpen();
        return open.heap().shelf().unsubmitted();
    }

    @Override
    public Map<String, Integer> concurrencies() {
        checkOpen();
        return open.heap().shelf().board().limits();
    }

    @Override
    public CompletableFuture<Integer> receive(Transfer transfer) {
        requireNonNull(transfer, "transfer is null");
        return send((ledger, now, changes) -> ledger.receiving().receive(transfer, now, changes));
    }
}
