package dev.gantry.store.mapdb;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;

/** Waits that an interrupt does not end: whoever closes a store may be interrupted, and the store must be closed whole. */
final class Uninterrupted {

    private Uninterrupted() {}

    private interface Wait {

        void once() throws InterruptedException;
    }

    /** Wait until a thread has ended. */
    static void join(Thread thread) {
        waitFor(thread::join);
    }

    /** Take no further tasks and wait until the last has ended. */
    static void close(ExecutorService executor) {
        executor.shutdown();
        waitFor(() -> {
            while (!executor.awaitTermination(1, TimeUnit.HOURS)) {
                Thread.onSpinWait();
            }
        });
    }

    private static void waitFor(Wait wait) {
        boolean interrupted = false;
        boolean ended = false;
        while (!ended) {
            try {
                wait.once();
                ended = true;
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
