package dev.gantry.store.postgres;

import dev.gantry.store.StoreUnavailableException;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Wakes the other processes when something changed: once for all that changed within some milliseconds, in a transaction
 * of its own. One that notifies holds up the commits of all others, so that it must have nothing else to do.
 */
final class Notifier implements AutoCloseable {

    private static final Logger LOGGER = LoggerFactory.getLogger(Notifier.class);
    private static final long PAUSE_MILLIS = 5;

    private static final String NOTIFY = "SELECT set_config('synchronous_commit', 'off', true), pg_notify(?, ?)";

    private final Database database;
    private final UUID writer;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition wanted = lock.newCondition();
    private final Thread thread = new Thread(this::work, "gantry-store-notifier");
    private boolean due;
    private boolean closed;

    Notifier(Database database, UUID writer) {
        this.database = database;
        this.writer = writer;
        thread.setDaemon(true);
        thread.start();
    }

    /** Something changed, and is durable. */
    void changed() {
        lock.lock();
        try {
            due = true;
            wanted.signal();
        } finally {
            lock.unlock();
        }
    }

    private void work() {
        while (await()) {
            try {
                // Twice does no harm, so that it may be asked like a question.
                database.query(connection -> new Sql(connection, NOTIFY)
                        .with(database.channel())
                        .with(writer.toString())
                        .first(row -> true));
            } catch (StoreUnavailableException e) {
                LOGGER.debug("the others could not be woken; they look by themselves within a second", e);
            }
            pause();
        }
    }

    private boolean await() {
        lock.lock();
        try {
            while (!due && !closed) {
                wanted.awaitUninterruptibly();
            }
            boolean was = due;
            due = false;
            return was;
        } finally {
            lock.unlock();
        }
    }

    private void pause() {
        lock.lock();
        try {
            long left = TimeUnit.MILLISECONDS.toNanos(PAUSE_MILLIS);
            while (left > 0 && !closed) {
                left = wanted.awaitNanos(left);
            }
        } catch (InterruptedException e) {
            LOGGER.debug("nobody should interrupt the notifier of a store; it goes on", e);
        } finally {
            lock.unlock();
        }
    }

    /** Wake the others a last time if they do not know all yet. */
    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            wanted.signal();
        } finally {
            lock.unlock();
        }
        Threads.join(thread);
    }
}
