package dev.gantry.store.memory;

import dev.gantry.store.Lease;
import dev.gantry.store.Run;
import dev.gantry.store.RunState;
import dev.gantry.store.RunStore;
import dev.gantry.store.Signal;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * Tells listeners of changes, and that these make work, on a thread of its own: a slow listener delays other listeners but no
 * store.
 *
 * <p>Keeps at most the last change of each run until it is told, so that it is bounded by the runs that changed.
 * Thread-safe.
 */
public final class ChangeFeed implements AutoCloseable {

    private static final Logger LOGGER = System.getLogger(ChangeFeed.class.getName());

    private final List<Listener> listeners = new CopyOnWriteArrayList<>();
    private final SignalFeed signals = new SignalFeed();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private News untold = News.NONE;
    private Thread teller;
    private boolean closed;

    /**
     * What is still to be told.
     *
     * @param changes of each run the last
     * @param work whether there may be more to claim
     */
    private record News(Map<UUID, Run> changes, boolean work) {

        private static final News NONE = new News(Map.of(), false);

        private boolean isNone() {
            return changes.isEmpty() && !work;
        }

        private News with(Collection<Run> more, boolean moreWork) {
            Map<UUID, Run> all = changes.isEmpty() ? new LinkedHashMap<>() : changes;
            more.forEach(run -> all.put(run.uuid(), run));
            return new News(all, work || moreWork);
        }
    }

    private final class Listener implements RunStore.Subscription {

        private final Predicate<UUID> whose;
        private final Consumer<Run> consumer;

        private Listener(Predicate<UUID> whose, Consumer<Run> consumer) {
            this.whose = whose;
            this.consumer = consumer;
        }

        private boolean wants(Run run) {
            return isCancelled(run) || whose.test(run.uuid());
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

    /** The signals that are told besides changes. */
    public SignalFeed signals() {
        return signals;
    }

    /** See {@link RunStore#onChange(Predicate, Consumer)}. */
    public RunStore.Subscription add(Predicate<UUID> whose, Consumer<Run> consumer) {
        Listener listener = new Listener(whose, consumer);
        listeners.add(listener);
        return listener;
    }

    /** Whether anybody wants to be told of the changes of a run. */
    public boolean isWanted(UUID run) {
        for (Listener listener : listeners) {
            if (listener.whose.test(run)) {
                return true;
            }
        }
        return false;
    }

    /** Whether everybody is told of a run's changes: who executes it may not know yet that he does. */
    public static boolean isCancelled(Run run) {
        return run.standing().cancelRequested() || run.state() == RunState.CANCELLED;
    }

    /** Whether there may be more to claim since a run is as it is: it is queued, or does not count against a limit any more. */
    public static boolean makesWork(Run run) {
        return run.state() != RunState.RUNNING
                || run.lease().filter(Lease::parked).isPresent();
    }

    /** Tell of changes, in their order. The caller publishes changes of one run in order. */
    public void publish(List<Run> runs) {
        List<Run> wanted = new ArrayList<>();
        boolean work = false;
        for (Run run : runs) {
            work |= makesWork(run);
            if (isCancelled(run) || isWanted(run.uuid())) {
                wanted.add(run);
            }
        }
        if (work || !wanted.isEmpty()) {
            tellLater(wanted, work);
        }
    }

    private void tellLater(List<Run> wanted, boolean work) {
        lock.lock();
        try {
            if (teller == null && !closed) {
                teller = new Thread(this::tell, "gantry-store-changes");
                teller.setDaemon(true);
                teller.start();
            }
            untold = untold.with(wanted, work);
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void tell() {
        for (News next = take(); !next.isNone(); next = take()) {
            if (next.work()) {
                signals.publish(Signal.WORK);
            }
            for (Run run : next.changes().values()) {
                for (Listener listener : listeners) {
                    if (listener.wants(run)) {
                        listener.tell(run);
                    }
                }
            }
        }
    }

    /** Wait for news; none once the feed is closed and all is told. */
    private News take() {
        lock.lock();
        try {
            while (untold.isNone() && !closed) {
                changed.awaitUninterruptibly();
            }
            News taken = untold;
            untold = News.NONE;
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
