package dev.gantry.engine.time;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The machine's clock, with one daemon thread that calls back. */
public final class SystemTimers implements Timers {

    private static final Logger log = LoggerFactory.getLogger(SystemTimers.class);
    private static final Timer NEVER = () -> {};

    /** No process lives to see what is due later, and no timer counts so far. */
    private static final Duration LONGEST = Duration.ofDays(36_525);

    private final InstantSource clock;
    private final ScheduledThreadPoolExecutor thread;

    /** Start the thread, under a name. */
    public SystemTimers(String threadName) {
        this(threadName, InstantSource.system());
    }

    /** Start the thread, under a name, by another clock; delays are measured by that of the machine. */
    public SystemTimers(String threadName, InstantSource clock) {
        this.clock = clock;
        thread = new ScheduledThreadPoolExecutor(1, work -> {
            Thread timer = new Thread(work, threadName);
            timer.setDaemon(true);
            return timer;
        });
        thread.setRemoveOnCancelPolicy(true);
        thread.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    }

    @Override
    public Instant instant() {
        return clock.instant();
    }

    @Override
    public Timer at(Instant moment, Runnable action) {
        return after(Duration.between(instant(), moment), action);
    }

    @Override
    public Timer after(Duration delay, Runnable action) {
        try {
            Future<?> call = thread.schedule(() -> guarded(action), millis(delay), TimeUnit.MILLISECONDS);
            return () -> call.cancel(false);
        } catch (RejectedExecutionException closed) {
            return NEVER;
        }
    }

    private static long millis(Duration delay) {
        if (delay.isNegative()) {
            return 0;
        }
        return delay.compareTo(LONGEST) < 0 ? delay.toMillis() : LONGEST.toMillis();
    }

    private static void guarded(Runnable action) {
        try {
            action.run();
        } catch (RuntimeException | Error e) {
            log.error("a timer failed; its work is left undone", e);
        }
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
