package dev.gantry.benchmarks;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** Waiting, by the clock or for something that tells nobody when it happens. */
final class Pause {

    private static final long BETWEEN_LOOKS = 200_000;

    private Pause() {}

    /** What is waited for. */
    interface Condition {
        boolean holds() throws Exception;
    }

    /** Wait until a moment of {@link System#nanoTime()}. */
    static void until(long nanos) {
        for (long left = nanos - System.nanoTime(); left > 0; left = nanos - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }

    static void of(Duration time) {
        until(System.nanoTime() + time.toNanos());
    }

    /**
     * Wait for a condition.
     *
     * @return whether it holds; false if the time is over
     */
    static boolean until(Condition condition, Duration atMost) throws Exception {
        long end = System.nanoTime() + atMost.toNanos();
        boolean holds = condition.holds();
        while (!holds && System.nanoTime() < end) {
            LockSupport.parkNanos(BETWEEN_LOOKS);
            holds = condition.holds();
        }
        return holds;
    }
}
