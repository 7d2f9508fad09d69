package dev.gantry.store.postgres;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The writer's connection: made when it is needed, and made again when it was lost. For one thread. */
final class Link implements AutoCloseable {

    private static final Logger LOGGER = LoggerFactory.getLogger(Link.class);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(20);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(2);

    /** How long an outcome is looked for when the store is to close meanwhile. */
    private static final Duration AT_CLOSE = Duration.ofSeconds(10);

    /**
     * Every statement of the writer, and of who follows changes, finds its rows by an index. What the planner believes of a
     * table that is empty one minute and full the next would make it read all of it. A process that is frozen while it is sent
     * an answer stands in everybody's way as one does that is frozen between two statements; of that one only the connection
     * knows.
     */
    static final String SETTINGS = """
            SELECT set_config(v.name, v.setting, false)
            FROM (VALUES ('enable_seqscan', 'off'), ('enable_hashjoin', 'off'), ('enable_mergejoin', 'off'),
                         ('jit', 'off'), ('plan_cache_mode', 'force_generic_plan'),
                         ('idle_in_transaction_session_timeout', '%1$s'), ('tcp_user_timeout', '%1$s')) AS v (name, setting)
            UNION ALL
            SELECT set_config('synchronous_commit', 'on', false) WHERE current_setting('synchronous_commit') = 'off'
            """.formatted(Database.LONGEST_PAUSE);

    /**
     * A standby may not have heard yet of what its primary committed. Of one that waits for a standby, PostgreSQL before 13.8
     * and 14.5 says that it is committed while nobody sees yet what it wrote.
     */
    private static final String STATUS = """
            SELECT CASE WHEN pg_is_in_recovery() THEN 'in progress'
                        WHEN pg_xact_status(x.id) = 'committed' AND NOT pg_visible_in_snapshot(x.id, pg_current_snapshot())
                          THEN 'in progress'
                        ELSE coalesce(pg_xact_status(x.id), 'forgotten') END
            FROM (SELECT ?::text::xid8) AS x (id)
            """;

    /** Whether the row that a transaction writes to tell of itself is that of a certain one. */
    private static final String TOLD = "SELECT writer = ? AND at = ? FROM change WHERE tx = ?::text::xid8";

    private final Database database;
    private final Tenancy tenancy;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition closing = lock.newCondition();
    private boolean isClosing;
    private Connection connection;

    Link(Database database, Tenancy tenancy) {
        this.database = database;
        this.tenancy = tenancy;
    }

    /** The connection, with a transaction to be begun on it. */
    Connection connection() throws SQLException {
        if (connection == null) {
            Connection made = database.connect();
            try {
                tenancy.take(made, database.channel());
                new Sql(made, SETTINGS).list(row -> true);
                made.setAutoCommit(false);
                connection = made;
            } catch (SQLException e) {
                made.close();
                throw e;
            }
        }
        return connection;
    }

    /** Take back what was not committed; a connection that does not even do that is let go of. */
    void rollBack() {
        try {
            if (connection != null) {
                connection.rollback();
            }
        } catch (SQLException e) {
            LOGGER.debug("a connection could not roll back and is let go of", e);
            drop();
        }
    }

    /** Let go of the connection. */
    void drop() {
        Connection lost = connection;
        connection = null;
        if (lost != null) {
            try {
                lost.close();
            } catch (SQLException e) {
                LOGGER.debug("a connection that is let go of could not be closed", e);
            }
        }
    }

    /**
     * A transaction that can be found again.
     *
     * @param number its own, unless the database lost it: one that crashed, or a standby in its place, gives numbers again
     * @param writer whose it is
     * @param at its moment
     */
    record Trace(String number, UUID writer, Instant at) {}

    /**
     * Find out whether a transaction was committed, of which that is not known because its connection was lost; waits
     * until the database answers.
     *
     * @return empty if the store is closed before it does
     */
    Optional<Boolean> wasCommitted(Trace transaction) {
        drop();
        Duration pause = FIRST_PAUSE;
        Duration waited = Duration.ZERO;
        while (!isClosing() || waited.compareTo(AT_CLOSE) < 0) {
            try {
                Optional<Boolean> committed = outcome(connection(), transaction);
                rollBack();
                if (committed.isPresent()) {
                    return committed;
                }
            } catch (SQLException e) {
                drop();
                if (Faults.isNoTransaction(e)) {
                    // A database that has not come so far has not committed it.
                    return Optional.of(false);
                }
                if (!Faults.isOutage(e)) {
                    LOGGER.warn("what a commit came to whose answer was lost cannot be asked: {}", e.getMessage());
                }
            }
            waited = waited.plus(pause);
            pause(pause);
            pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause.multipliedBy(2);
        }
        return Optional.empty();
    }

    /** Empty while a transaction with its number is in progress, or only a standby is there to be asked. */
    private Optional<Boolean> outcome(Connection asked, Trace transaction) throws SQLException {
        String status = new Sql(asked, STATUS)
                .with(transaction.number())
                .first(row -> row.getString(1))
                .orElseThrow();
        if (status.equals("in progress")) {
            return Optional.empty();
        }
        // It may have been committed since that was asked began: what it wrote is to be seen only by who begins now.
        asked.rollback();
        return Optional.of(status.equals("committed") && isThatOf(asked, transaction));
    }

    private boolean isThatOf(Connection asked, Trace transaction) throws SQLException {
        Optional<Boolean> told = new Sql(asked, TOLD)
                .with(transaction.writer())
                .with(Moments.toDatabase(transaction.at()))
                .with(transaction.number())
                .first(row -> row.getBoolean(1));
        // What tells of a transaction is not kept for ever; after that there is only the number to go by.
        return told.isPresent()
                ? told.get()
                : transaction.at().plus(ChangeFollower.KEPT).isBefore(database.now(asked));
    }

    private void pause(Duration length) {
        lock.lock();
        try {
            long left = length.toNanos();
            while (left > 0) {
                try {
                    left = closing.awaitNanos(left);
                } catch (InterruptedException e) {
                    LOGGER.debug("nobody should interrupt the writer of a store; it goes on", e);
                }
            }
        } finally {
            lock.unlock();
        }
    }

    private boolean isClosing() {
        lock.lock();
        try {
            return isClosing;
        } finally {
            lock.unlock();
        }
    }

    /** The store is to close: no more waiting than there must be. May be called by any thread. */
    void hurry() {
        lock.lock();
        try {
            isClosing = true;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        drop();
    }
}
