package dev.gantry.store.postgres;

import dev.gantry.store.Signal;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Learns what other processes changed, on a thread and a connection of its own: as soon as one of them notifies, and once
 * a second in case a notification was lost. When the connection was, it goes on where it was.
 */
final class ChangeFollower implements AutoCloseable {

    private static final Logger LOGGER = LoggerFactory.getLogger(ChangeFollower.class);
    private static final int POLL_MILLIS = 1_000;
    private static final long RECONNECT_MILLIS = 250;

    /** So many changes at once are many: most runs change again before the next look, and are then read once for both. */
    private static final int MANY = 100;

    private static final long GATHER_MILLIS = 50;
    private static final int FETCHED = 1_000;

    /** How long changes are kept for those who lost their connection. */
    static final Duration KEPT = Duration.ofMinutes(10);

    /** By how much the clock of a standby that takes over may be behind. */
    private static final Duration LARGEST_STEP_BACK = Duration.ofMinutes(1);

    private static final String NOW = "SELECT pg_current_snapshot()::text";

    /**
     * What the last look could not see: transactions that began after it, and those that had not ended by then, each found
     * once however long others last. The only row if nothing changed has no runs.
     */
    private static final String CHANGES = """
            SELECT pg_current_snapshot()::text, c.runs, c.cancelled, c.signals
            FROM (SELECT ?::text::pg_snapshot AS last) AS l
            LEFT JOIN LATERAL (
              SELECT * FROM change WHERE tx >= pg_snapshot_xmax(l.last)
              UNION ALL
              SELECT * FROM change WHERE tx = ANY (ARRAY(SELECT pg_snapshot_xip(l.last)))) c ON c.writer <> ?
            """;

    /**
     * What began since the last look, by the clock. A database that crashed gives the numbers of transactions again that were
     * lost with it: what has one of these looks as if it had been seen.
     */
    private static final String SINCE = "SELECT at, runs, cancelled, signals FROM change WHERE at >= ? AND writer <> ?";

    /** What may have changed while so much was missed that it is not kept any more. */
    private static final String ALL = """
            SELECT q.uuid, r.cancelled
            FROM (SELECT number, false AS cancelled FROM run WHERE state = 0
                  UNION ALL SELECT number, cancel_requested FROM run WHERE state = 1
                  UNION ALL SELECT number, cancel_requested OR state = 4 FROM run WHERE finished_at >= ?) AS r
            JOIN run_request q ON q.number = r.number
            """;

    private final Database database;
    private final UUID writer;
    private final News news;
    private final Listing listing = new Listing();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition closing = lock.newCondition();
    private final Thread thread = new Thread(this::work, "gantry-store-follower");
    private Connection connection;
    private boolean closed;

    /** Which transactions had ended when we looked last, and are told. */
    private String seen;

    private Instant lookedAt = Instant.MIN;
    private Instant trimmedAt = Instant.MIN;

    /** How many runs changed, those of them that somebody wants to be told of, and signals: only what is wanted is fetched. */
    private final class Changed {

        private final Set<UUID> wanted = new LinkedHashSet<>();
        private final Set<Signal> signals = EnumSet.noneOf(Signal.class);
        private int count;

        private boolean add(UUID run, boolean cancelled) {
            count++;
            return (cancelled || news.isWanted(run)) && wanted.add(run);
        }

        /** Add what a row says after its first column. */
        private void add(ResultSet row) throws SQLException {
            for (UUID uuid : (UUID[]) row.getArray(2).getArray()) {
                add(uuid, false);
            }
            for (UUID uuid : (UUID[]) row.getArray(3).getArray()) {
                add(uuid, true);
            }
            for (String signal : (String[]) row.getArray(4).getArray()) {
                signals.add(Signal.valueOf(signal));
            }
        }
    }

    /** Begin to follow; what changes after that is told. */
    ChangeFollower(Database database, UUID writer, News news) {
        this.database = database;
        this.writer = writer;
        this.news = news;
        this.seen = database.query(
                asked -> new Sql(asked, NOW).first(row -> row.getString(1)).orElseThrow());
        this.lookedAt = database.query(database::now);
        thread.setDaemon(true);
        thread.start();
    }

    private void work() {
        while (!isClosed()) {
            try (Connection mine = database.connect()) {
                if (keep(mine)) {
                    follow(mine);
                }
            } catch (SQLException e) {
                if (!isClosed()) {
                    LOGGER.debug("the connection that learns of changes was lost; it is made again", e);
                }
            } catch (RuntimeException e) {
                LOGGER.warn("changes of other processes could not be told; tried again", e);
            }
            pause(RECONNECT_MILLIS);
        }
    }

    private boolean keep(Connection mine) {
        lock.lock();
        try {
            connection = mine;
            return !closed;
        } finally {
            lock.unlock();
        }
    }

    private boolean isClosed() {
        lock.lock();
        try {
            return closed;
        } finally {
            lock.unlock();
        }
    }

    private void pause(long millis) {
        lock.lock();
        try {
            long left = TimeUnit.MILLISECONDS.toNanos(millis);
            while (left > 0 && !closed) {
                left = closing.awaitNanos(left);
            }
        } catch (InterruptedException e) {
            LOGGER.debug("nobody should interrupt the follower of a store; it goes on", e);
        } finally {
            lock.unlock();
        }
    }

    private void follow(Connection mine) throws SQLException {
        try (var statement = mine.createStatement()) {
            statement.execute(Link.SETTINGS);
            statement.execute("LISTEN \"" + database.channel() + "\"");
        }
        PGConnection notified = mine.unwrap(PGConnection.class);
        tellAgain(mine);
        int unused = catchUp(mine);
        long looked = System.nanoTime();
        while (!isClosed()) {
            PGNotification[] notifications = notified.getNotifications(POLL_MILLIS);
            // One of others may be lost while those of this process come all the time.
            boolean overdue = System.nanoTime() - looked >= TimeUnit.MILLISECONDS.toNanos(POLL_MILLIS);
            if (overdue || concernsMe(notifications)) {
                looked = System.nanoTime();
                if (catchUp(mine) >= MANY) {
                    pause(GATHER_MILLIS);
                }
            }
        }
    }

    /** Whether to look: when somebody else notified, or nobody did for a while. */
    private boolean concernsMe(PGNotification[] notifications) {
        if (notifications == null || notifications.length == 0) {
            return true;
        }
        for (PGNotification notification : notifications) {
            if (!notification.getParameter().equals(writer.toString())) {
                return true;
            }
        }
        return false;
    }

    /** The connection is another: the database may have crashed meanwhile. What is told twice does no harm. */
    private void tellAgain(Connection mine) throws SQLException {
        Changed changed = new Changed();
        Instant since = lookedAt.minus(LARGEST_STEP_BACK);
        new Sql(mine, SINCE).with(Moments.toDatabase(since)).with(writer).list(row -> {
            changed.add(row);
            return true;
        });
        tell(mine, changed);
    }

    /** Tell what changed; of how many runs. */
    private int catchUp(Connection mine) throws SQLException {
        Instant now = database.now(mine);
        Changed changed = new Changed();
        List<String> snapshots = new Sql(mine, CHANGES).with(seen).with(writer).list(row -> {
            if (row.getArray(2) != null) {
                changed.add(row);
            }
            return row.getString(1);
        });
        if (lookedAt.plus(KEPT).isBefore(now)) {
            new Sql(mine, ALL)
                    .with(Moments.toDatabase(lookedAt))
                    .list(row -> changed.add(row.getObject(1, UUID.class), row.getBoolean(2)));
            changed.signals.addAll(EnumSet.allOf(Signal.class));
        }
        tell(mine, changed);
        seen = snapshots.get(0);
        lookedAt = now;
        trim(mine, now);
        return changed.count;
    }

    private void tell(Connection mine, Changed changed) throws SQLException {
        List<UUID> uuids = List.copyOf(changed.wanted);
        for (int from = 0; from < uuids.size(); from += FETCHED) {
            List<UUID> some = uuids.subList(from, Math.min(uuids.size(), from + FETCHED));
            news.publish(listing.find(mine, some));
        }
        news.publishSignals(changed.signals);
    }

    private void trim(Connection mine, Instant now) throws SQLException {
        if (trimmedAt.plus(KEPT.dividedBy(10)).isBefore(now)) {
            trimmedAt = now;
            int unused = new Sql(mine, "DELETE FROM change WHERE at < ?")
                    .with(Moments.toDatabase(now.minus(KEPT)))
                    .execute();
        }
    }

    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            closing.signal();
            if (connection != null) {
                connection.abort(Runnable::run);
            }
        } catch (SQLException e) {
            LOGGER.debug("a connection that is let go of could not be cut", e);
        } finally {
            lock.unlock();
        }
        if (Thread.currentThread() != thread) {
            Threads.join(thread);
        }
    }
}
