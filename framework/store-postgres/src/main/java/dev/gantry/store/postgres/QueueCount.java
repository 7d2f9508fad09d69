package dev.gantry.store.postgres;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;

/**
 * How many runs are queued, without counting them for everybody who asks: counted anew when the last count is old, a long
 * queue less often, and between that by what this process submits. Thread-safe.
 */
final class QueueCount {

    private static final long OLD = TimeUnit.MILLISECONDS.toNanos(500);
    /** Counting is not to take more of the time than one in so many parts. */
    private static final long PARTS = 20;

    private final LongSupplier counting;
    private final ReentrantLock lock = new ReentrantLock();
    private final LongAdder submitted = new LongAdder();
    private volatile Count last = new Count(0, System.nanoTime());

    /** What was counted, less what was submitted by then, and until when that will do. */
    private record Count(long queued, long goodUntil) {

        private boolean isOld() {
            return System.nanoTime() - goodUntil >= 0;
        }
    }

    QueueCount(LongSupplier counting) {
        this.counting = counting;
    }

    /** This process has submitted some. */
    void submitted(int runs) {
        submitted.add(runs);
    }

    /** How many are queued, about; who asks while another counts is told what was known before. */
    long get() {
        if (last.isOld() && lock.tryLock()) {
            try {
                if (last.isOld()) {
                    long before = submitted.sum();
                    long begun = System.nanoTime();
                    long queued = counting.getAsLong();
                    long now = System.nanoTime();
                    last = new Count(queued - before, now + Math.max(OLD, PARTS * (now - begun)));
                }
            } finally {
                lock.unlock();
            }
        }
        return Math.max(0, last.queued() + submitted.sum());
    }
}
