package dev.gantry.store.postgres;

import static java.util.Objects.requireNonNull;

import dev.gantry.store.ClaimRequest;
import dev.gantry.store.Claims;
import dev.gantry.store.Completion;
import dev.gantry.store.CopyableStore;
import dev.gantry.store.FileContents;
import dev.gantry.store.FileWrite;
import dev.gantry.store.Lease;
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
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;

/**
 * Runs in PostgreSQL 13 or later, shared by all stores, of whatever process, that name one database and schema.
 *
 * <p>The database's clock decides what is due and which lease ran out, so that the machines' own need not agree. Moments
 * are kept to the microsecond. A restart of one process changes nothing for the others: what it executed is theirs once
 * its leases have run out, and what was parked stays so until then.
 */
public final class PostgresRunStore implements CopyableStore {

    private final Database database;
    private final UUID id = UUID.randomUUID();
    private final News news = new News();
    private final Notifier notifier;
    private final Writer writer;
    /** Claims wait for nothing else, and nothing for them: other processes' claims are no less in between. */
    private final Writer giver;

    private final Contents contents;
    private final Housekeeper housekeeper;
    private final Leases leases = new Leases();
    private final Claiming claiming;
    private final Cancels cancels;
    private final StashTable stashes = new StashTable();
    private final FileTable files = new FileTable();
    private final Remotes remotes = new Remotes();
    private final ProjectTable projects = new ProjectTable();
    private final LogTable logs = new LogTable();
    private final Listing listing = new Listing();
    private final Records records = new Records(logs);
    private final Receiving receiving = new Receiving(logs, stashes, files, remotes);
    private final Tallies tallies = new Tallies();
    private final Digesting digesting = new Digesting();
    private final WorkerRegistry registry;
    private final QueueCount queueCount;
    private final Object lock = new Object();
    private ChangeFollower follower;
    private boolean closed;

    private PostgresRunStore(Database database, Tenancy tenancy) {
        this.database = database;
        this.notifier = new Notifier(database, id);
        Held held = new Held();
        this.writer = new Writer("gantry-store-writer", database, id, held, tenancy, this::tell);
        this.giver = tenancy == Tenancy.ALONE
                ? writer
                : new Writer("gantry-store-giver", database, id, held, tenancy, this::tell);
        this.contents = new Contents(database);
        this.housekeeper = new Housekeeper(new Retention(database));
        this.claiming = new Claiming(writer.runs(), leases);
        this.registry = new Registry(database, writer);
        this.queueCount = new QueueCount(() -> database.query(listing::queuedInAll));
        this.cancels = new Cancels(writer.runs());
    }

    /**
     * Open the store of a database, and bring its tables up to date.
     *
     * @throws dev.gantry.store.StoreUnavailableException if the database cannot be reached, or cannot be used, or another
     *     store has it open alone
     */
    public static PostgresRunStore open(PostgresConfig config) {
        return open(config, Tenancy.SHARED);
    }

    /**
     * Open the store of a database as {@link #open} does, for this process alone: no other can be opened meanwhile.
     *
     * @throws dev.gantry.store.StoreUnavailableException if the database cannot be reached, or cannot be used, or another
     *     store has it open, or a worker that may still live holds runs
     */
    public static PostgresRunStore openAlone(PostgresConfig config) {
        PostgresRunStore store = open(config, Tenancy.ALONE);
        Optional<Lease> lease =
                store.database.query(connection -> store.leases.last(connection, store.database.now(connection)));
        if (lease.isPresent()) {
            store.close();
            throw new StoreUnavailableException(
                    "worker %s holds runs in %s until %s; stop it, or wait until then if it is gone"
                            .formatted(
                                    lease.get().worker(),
                                    config.address(),
                                    lease.get().until()));
        }
        return store;
    }

    private static PostgresRunStore open(PostgresConfig config, Tenancy tenancy) {
        PostgresRunStore store = new PostgresRunStore(Database.open(requireNonNull(config, "config is null")), tenancy);
        try {
            store.writer.connected().join();
            store.giver.connected().join();
            return store;
        } catch (CompletionException e) {
            store.close();
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }

    private void tell(Transaction transaction) {
        if (!transaction.news().isEmpty() || !transaction.signals().isEmpty()) {
            notifier.changed();
            news.publish(transaction.news());
            news.publishSignals(transaction.signals());
        }
    }

    private <T> CompletableFuture<T> change(Command.Work<T> work) {
        Outcome<T> outcome = new Outcome<>();
        writer.submit(new Command.Single<>(work, false, outcome));
        return outcome.future();
    }

    private CompletableFuture<List<UUID>> report(List<Command.Report.Entry> entries) {
        Outcome<List<UUID>> outcome = new Outcome<>();
        writer.submit(new Command.Report(entries, outcome));
        return outcome.future();
    }

    @Override
    public CompletableFuture<List<Submission>> submit(List<NewRun> runs) {
        Outcome<List<Submission>> outcome = new Outcome<>();
        queueCount.submitted(runs.size());
        writer.submit(new Command.Submit(List.copyOf(runs), outcome));
        return outcome.future();
    }

    @Override
    public CompletableFuture<Claims> claim(ClaimRequest request) {
        Outcome<Claims> outcome = new Outcome<>();
        giver.submit(new Command.Single<>(transaction -> claiming.claim(transaction, request), true, outcome));
        return outcome.future();
    }

    @Override
    public CompletableFuture<Renewal> renew(List<LeaseRef> held, Duration lease) {
        return change(transaction -> leases.renew(transaction, held, lease));
    }

    @Override
    public CompletableFuture<Set<LeaseRef>> park(List<LeaseRef> held) {
        return change(transaction -> leases.park(transaction, held));
    }

    @Override
    public CompletableFuture<List<UUID>> update(List<RunUpdate> updates) {
        return report(updates.stream()
                .map(update -> new Command.Report.Entry(update, Optional.empty()))
                .toList());
    }

    @Override
    public CompletableFuture<List<UUID>> complete(List<Completion> completions) {
        return report(completions.stream().map(Command.Report.Entry::of).toList());
    }

    @Override
    public CompletableFuture<StashWrite.Result> putStash(StashWrite write) {
        return change(transaction -> stashes.put(transaction, write));
    }

    @Override
    public CompletableFuture<StoredFile> putFile(FileWrite write) {
        return change(transaction -> files.put(transaction, write));
    }

    @Override
    public FileContents contents() {
        database.checkOpen();
        return contents;
    }

    @Override
    public CompletableFuture<ProjectState> limitProject(String project, int concurrency) {
        return change(transaction -> projects.limit(transaction, project, concurrency));
    }

    @Override
    public CompletableFuture<RemoteRun> linkRemote(LeaseRef by, RemoteRun child) {
        return change(transaction -> remotes.link(transaction, by, child));
    }

    @Override
    public CompletableFuture<RemoteRun> confirmRemoteCancel(RemoteRun child) {
        return change(transaction -> remotes.forget(transaction, child));
    }

    @Override
    public CompletableFuture<Optional<Run>> cancel(UUID uuid, LogLine why) {
        return change(transaction -> cancels.cancel(transaction, uuid, why));
    }

    @Override
    public CompletableFuture<Optional<Submission>> retry(UUID uuid, LogLine why, Optional<LeaseRef> by) {
        return change(transaction -> cancels.retry(transaction, uuid, why, by));
    }

    @Override
    public CompletableFuture<Long> dropFinishedBefore(Instant moment) {
        return housekeeper.dropFinishedBefore(moment);
    }

    @Override
    public Subscription onChange(Consumer<Run> listener) {
        follow();
        return news.add(listener);
    }

    @Override
    public Subscription onSignal(Consumer<Signal> listener) {
        follow();
        return news.addSignals(listener);
    }

    private void follow() {
        synchronized (lock) {
            if (closed) {
                throw Database.isClosed();
            }
            if (follower == null) {
                follower = new ChangeFollower(database, id, news);
            }
        }
    }

    @Override
    public WorkerRegistry workers() {
        return registry;
    }

    @Override
    public Optional<Run> find(UUID uuid) {
        return database.query(connection -> listing.find(connection, uuid));
    }

    @Override
    public Optional<Run> find(String path, String idempotencyKey) {
        return database.query(connection -> Submits.find(connection, path, idempotencyKey));
    }

    @Override
    public Optional<RunBody> body(UUID uuid) {
        return database.query(connection -> listing.body(connection, uuid));
    }

    @Override
    public Optional<RunLog> log(UUID uuid, long afterSeq) {
        return database.query(connection -> logs.read(connection, uuid, afterSeq));
    }

    @Override
    public List<Run> list(RunQuery query) {
        return database.query(connection -> listing.list(connection, query));
    }

    @Override
    public Optional<Stash> stash(UUID run) {
        return database.query(connection -> stashes.read(connection, run));
    }

    @Override
    public List<StoredFile> files(UUID run) {
        return database.query(connection -> files.list(connection, run));
    }

    @Override
    public ProjectState project(String project) {
        return database.query(connection -> projects.state(connection, project));
    }

    @Override
    public List<RemoteRun> remoteCancels() {
        return database.query(remotes::pending);
    }

    @Override
    public RunTally tally(RunFilter filter, TimeScale scale) {
        return database.query(connection -> tallies.tally(connection, filter, scale));
    }

    @Override
    public Map<UUID, RunDigest> digests(Collection<UUID> runs) {
        return database.query(connection -> digesting.digests(connection, runs));
    }

    @Override
    public Map<String, Long> queued() {
        return database.query(listing::queued);
    }

    @Override
    public List<RunRecord> records(long afterNumber, int limit) {
        return database.transact(connection -> records.read(connection, afterNumber, limit));
    }

    @Override
    public Set<UUID> unsubmitted() {
        return database.query(listing::unsubmitted);
    }

    @Override
    public Map<String, Integer> concurrencies() {
        return database.query(projects::concurrencies);
    }

    @Override
    public CompletableFuture<Integer> receive(Transfer transfer) {
        return change(transaction -> receiving.receive(transfer, transaction));
    }

    @Override
    public long queuedInAll() {
        database.checkOpen();
        return queueCount.get();
    }

    @Override
    public Optional<String> trouble() {
        synchronized (lock) {
            return closed
                    ? Optional.of(Database.isClosed().getMessage())
                    : writer.trouble().or(giver::trouble);
        }
    }

    @Override
    public void close() {
        ChangeFollower last;
        synchronized (lock) {
            if (closed) {
                return;
            }
            closed = true;
            last = follower;
        }
        giver.close();
        writer.close();
        // The others are still told of what was done last.
        notifier.close();
        database.refuse();
        housekeeper.close();
        if (last != null) {
            last.close();
        }
        news.close();
        database.close();
    }
}
