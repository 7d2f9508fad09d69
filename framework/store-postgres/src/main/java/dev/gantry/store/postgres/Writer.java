package dev.gantry.store.postgres;

import dev.gantry.store.LeaseLostException;
import dev.gantry.store.Run;
import dev.gantry.store.Signal;
import dev.gantry.store.StoreUnavailableException;
import dev.gantry.store.memory.ChangeFeed;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Does what callers want done, all that waits in one transaction, on a thread of its own. Thread-safe.
 *
 * <p>A caller is answered once its transaction is durable. What the database refuses is done again command by command, so
 * that a command fails for itself alone. If the connection is lost before the commit, all is done again on another; if it
 * is lost during the commit, the database is asked what became of it before anybody is answered.
 */
final class Writer implements AutoCloseable {

    private static final Logger LOGGER = LoggerFactory.getLogger(Writer.class);
    private static final int TRIES = 5;
    private static final Duration LOOK_AGAIN = Duration.ofSeconds(1);
    private static final Duration BETWEEN_WARNINGS = Duration.ofSeconds(10);

    private static final String RECORD_CHANGE =
            "INSERT INTO change (writer, at, runs, cancelled, signals) VALUES (?, ?, ?, ?, ?)";
    private static final String RECORD_CHANGE_AND_TELL_NUMBER = RECORD_CHANGE + " RETURNING tx::text";
    private static final String RECORD_CHANGE_AND_COMMIT = RECORD_CHANGE + "; COMMIT";

    private final Database database;
    private final UUID id;
    private final Consumer<Transaction> news;
    private final Link link;
    private final CommandQueue queue = new CommandQueue();
    private final Held held;
    private final RunTable runs = new RunTable();
    private final Submits submits = new Submits();
    private final Reports reports = new Reports(runs);
    private final Thread thread;
    private final CompletableFuture<Void> connected = new CompletableFuture<>();
    private volatile Optional<String> trouble = Optional.empty();
    private long warnedAt = System.nanoTime() - BETWEEN_WARNINGS.toNanos();

    /**
     * Begin to write.
     *
     * @param name of its thread
     * @param id tells the writers of this store from those of others
     * @param held what this process executes
     * @param tenancy who else may have the runs open
     * @param news is told, on the writer's thread, of each transaction that is durable
     */
    Writer(String name, Database database, UUID id, Held held, Tenancy tenancy, Consumer<Transaction> news) {
        this.database = database;
        this.id = id;
        this.held = held;
        this.news = news;
        this.link = new Link(database, tenancy);
        this.thread = new Thread(this::work, name);
        thread.setDaemon(true);
        thread.start();
    }

    RunTable runs() {
        return runs;
    }

    /** Why nothing can be written at the moment. */
    Optional<String> trouble() {
        return trouble;
    }

    /** Have something done. */
    void submit(Command command) {
        if (!queue.add(command)) {
            command.outcome().fail(Database.isClosed());
        }
    }

    /** Completes once the connection is there, exceptionally if it cannot be had. */
    CompletableFuture<Void> connected() {
        return connected;
    }

    private void connect() {
        try {
            Connection unused = link.connection();
            connected.complete(null);
        } catch (SQLException e) {
            connected.completeExceptionally(database.unavailable(e));
        }
    }

    private void work() {
        connect();
        for (List<Command> batch = next(); !batch.isEmpty(); batch = next()) {
            try {
                execute(batch);
            } catch (RuntimeException | Error e) {
                LOGGER.error("the writer of the store failed; what it was about to do is refused", e);
                // What was left half done must not be committed with what comes next.
                link.rollBack();
                fail(batch, new StoreUnavailableException("the store failed: %s; see its log".formatted(e), e));
            }
        }
        link.close();
    }

    /** Wait for what is to be done. While nothing can be written, look now and then whether it can be again. */
    private List<Command> next() {
        while (trouble.isPresent() && !queue.comesWithin(LOOK_AGAIN)) {
            try {
                execute(List.of());
            } catch (RuntimeException e) {
                LOGGER.warn("the database could not be asked whether it is back; it is asked again", e);
            }
        }
        return queue.take();
    }

    private static void fail(List<Command> batch, RuntimeException why) {
        batch.forEach(command -> command.outcome().fail(why));
    }

    private void execute(List<Command> batch) {
        tryToCommit(batch).ifPresent(done -> tell(batch, done));
    }

    /** Empty if it was refused, or done command by command. */
    private Optional<Transaction> tryToCommit(List<Command> batch) {
        for (int tries = 1; ; tries++) {
            try {
                Transaction done = commit(batch);
                trouble = Optional.empty();
                return Optional.of(done);
            } catch (SQLException e) {
                link.rollBack();
                boolean unreachable = Faults.isOutage(e) && !Faults.isShortage(e);
                if (unreachable) {
                    link.drop();
                }
                boolean mayHelp = Faults.isConflict(e) || (unreachable && tries == 1);
                if (!mayHelp || tries == TRIES) {
                    giveUp(batch, e);
                    return Optional.empty();
                }
            } catch (StoreUnavailableException e) {
                fail(batch, e);
                return Optional.empty();
            } catch (RuntimeException e) {
                link.rollBack();
                oneByOne(batch, e);
                return Optional.empty();
            }
        }
    }

    /** Whatever goes wrong with that, what is durable must not be done again. */
    private void tell(List<Command> batch, Transaction done) {
        try {
            done.committed();
            news.accept(done);
        } finally {
            // Who is given runs asks for more at once, and by then should know which of its own ended.
            batch.stream()
                    .filter(command -> !claims(command))
                    .forEach(command -> command.outcome().tell());
            batch.stream()
                    .filter(Writer::claims)
                    .forEach(command -> command.outcome().tell());
        }
    }

    private void giveUp(List<Command> batch, SQLException cause) {
        StoreUnavailableException unavailable = database.unavailable(cause);
        // On a full disk leases can still be renewed where they lie, and perhaps ends written: submits must not take
        // them along.
        boolean mayBeForOne = !Faults.isOutage(cause) || (Faults.isShortage(cause) && batch.size() > 1);
        if (mayBeForOne) {
            oneByOne(batch, unavailable);
        } else {
            warn(unavailable.getMessage());
            trouble = Optional.of(unavailable.getMessage());
            fail(batch, unavailable);
        }
    }

    /** Say that there is trouble, unless that was said just now: it may come and go from one command to the next. */
    private void warn(String message) {
        long now = System.nanoTime();
        if (trouble.isEmpty() && now - warnedAt >= BETWEEN_WARNINGS.toNanos()) {
            warnedAt = now;
            LOGGER.warn("what is to be recorded is refused: {}", message);
        }
    }

    /** One of several is to blame: only that one fails. */
    private void oneByOne(List<Command> batch, RuntimeException why) {
        if (batch.size() <= 1) {
            fail(batch, why);
        } else {
            batch.forEach(command -> execute(List.of(command)));
        }
    }

    private Transaction commit(List<Command> batch) throws SQLException {
        Connection connection = link.connection();
        Transaction transaction = new Transaction(connection, database.given(), held);
        if (batch.stream().allMatch(Writer::claims)) {
            // A claim may find nothing, and needs no number then; anything else writes.
            transaction.began(new Database.Beginning(database.now(connection), Optional.empty()));
        } else if (!batch.stream().allMatch(Command.Submit.class::isInstance)) {
            transaction.began(database.beginNumbered(connection));
        }
        decide(transaction, batch);
        if (!transaction.hasWritten()) {
            connection.commit();
        } else if (transaction.number().isPresent()) {
            commit(
                    trace(transaction, transaction.number().get()),
                    () -> recordChange(transaction, RECORD_CHANGE_AND_COMMIT).execute());
        } else {
            String number = recordChange(transaction, RECORD_CHANGE_AND_TELL_NUMBER)
                    .first(row -> row.getString(1))
                    .orElseThrow();
            commit(trace(transaction, number), connection::commit);
        }
        return transaction;
    }

    private static boolean claims(Command command) {
        return command instanceof Command.Single<?> single && single.claims();
    }

    private void decide(Transaction transaction, List<Command> batch) throws SQLException {
        // Reports go after what attempts did before, since with them they may end; claims go after what makes room.
        List<Command.Submit> toSubmit = only(batch, Command.Submit.class);
        if (!toSubmit.isEmpty()) {
            submits.create(transaction, toSubmit);
        }
        single(transaction, batch, false);
        List<Command.Report> toReport = only(batch, Command.Report.class);
        if (!toReport.isEmpty()) {
            reports.record(transaction, toReport);
        }
        single(transaction, batch, true);
    }

    private static <T> List<T> only(List<Command> batch, Class<T> kind) {
        return batch.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    private static void single(Transaction transaction, List<Command> batch, boolean claims) throws SQLException {
        for (Command command : batch) {
            if (command instanceof Command.Single<?> single && single.claims() == claims) {
                try {
                    single.decide(transaction);
                } catch (LeaseLostException | NoSuchElementException | IllegalArgumentException e) {
                    single.outcome().refuse(e);
                }
            }
        }
    }

    /** Tells the other processes. */
    private Sql recordChange(Transaction transaction, String sql) {
        List<UUID> runs = new ArrayList<>();
        List<UUID> cancelled = new ArrayList<>();
        Set<Signal> signals = EnumSet.noneOf(Signal.class);
        signals.addAll(transaction.signals());
        for (Run run : transaction.news()) {
            (ChangeFeed.isCancelled(run) ? cancelled : runs).add(run.uuid());
            if (ChangeFeed.makesWork(run)) {
                signals.add(Signal.WORK);
            }
        }
        return transaction
                .sql(sql)
                .with(id)
                .with(transaction.nowMicros())
                .withUuids(runs)
                .withUuids(cancelled)
                .withTexts(signals.stream().map(Signal::name).toList());
    }

    private interface Commit {
        void send() throws SQLException;
    }

    private Link.Trace trace(Transaction transaction, String number) {
        return new Link.Trace(number, id, transaction.now());
    }

    /** Commit a transaction that can be found again. */
    private void commit(Link.Trace transaction, Commit commit) throws SQLException {
        try {
            commit.send();
        } catch (SQLException e) {
            if (!Faults.isOutage(e)) {
                throw e;
            }
            trouble = Optional.of(database.unavailable(e).getMessage());
            Optional<Boolean> committed = link.wasCommitted(transaction);
            if (committed.isEmpty()) {
                throw new StoreUnavailableException(
                        "the connection was lost in a commit and the store was closed before that became known", e);
            }
            if (!committed.get()) {
                throw e;
            }
        }
    }

    /** Do all that was accepted, then stop. */
    @Override
    public void close() {
        queue.close();
        link.hurry();
        if (Thread.currentThread() != thread) {
            Threads.join(thread);
        }
    }
}
