package dev.gantry.store.memory;

import dev.gantry.store.Run;
import dev.gantry.store.RunStore;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/**
 * Tells listeners of changes, on a thread of its own: a slow listener delays other listeners but no store.
 *
 * <p>Keeps at most the last change of each run until it is told, so that it is bounded by the runs that changed.
 * Thread-safe.
 */
public final class ChangeFeed implements AutoCloseable {

    private static final Logger LOGGER = System.getLogger(ChangeFeed.class.getName());

    private final List<Listener> listeners = new CopyOnWriteArrayList<>();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private Map<UUID, Run> untold = new LinkedHashMap<>();
    private Thread teller;
    private boolean closed;

    private final class Listener implements RunStore.Subscription {

        private final Consumer<Run> consumer;

        private Listener(Consumer<Run> consumer) {
            this.consumer = consumer;
        }

        private void tell(Run run) {
            try {
                consumer.accept(run);
            } catch (RuntimeException | Error e) {
                // Nobody would be told of anything any more if this thread ended.
                LOGGER.log(
                        Level.WARNING,
                        "a listener failed when it was told of run %s; the others go on".formatted(run.uuid()),
                        e);
            }
        }

        @Override
        public void close() {
            listeners.remove(this);
        }
    }

    /** See {@link RunStore#onChange}. */
    public RunStore.Subscription add(Consumer<Run> consumer) {
        Listener listener = new Listener(consumer);
        lock.lock();
        try {
            if (teller == null && !closed) {
                teller = new Thread(this::tell, "gantry-store-changes");
                teller.setDaemon(true);
                teller.start();
            }
            listeners.add(listener);
        } finally {
            lock.unlock();
        }
        return listener;
    }

    /** Whether anybody wants to be told. */
    public boolean isHeard() {
        return !listeners.isEmpty();
    }

    /** Tell of a change. The caller publishes changes of one run in order. */
    public void publish(Run run) {
        if (isHeard()) {
            publish(List.of(run));
        }
    }

    /** Tell of changes, in their order. The caller publishes changes of one run in order. */
    public void publish(List<Run> runs) {
        lock.lock();
        try {
            runs.forEach(run -> untold.put(run.uuid(), run));
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void tell() {
        for (Map<UUID, Run> next = take(); !next.isEmpty(); next = take()) {
            for (Run run : next.values()) {
                listeners.forEach(listener -> listener.tell(run));
            }
        }
    }

    /** Wait for changes; empty once the feed is closed and all is told. */
    private Map<UUID, Run> take() {
        lock.lock();
        try {
            while (untold.isEmpty() && !closed) {
                changed.awaitUninterruptibly();
            }
            Map<UUID, Run> taken = untold;
            untold = new LinkedHashMap<>();
            return taken;
        } finally {
            lock.unlock();
        }
    }

    /** Tell what is left, then stop. Does not wait for that. */
    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
