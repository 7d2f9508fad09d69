package dev.gantry.store.mapdb;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** What waits for the committer. Callers never wait, and an interrupted caller is served like any other. */
final class CommandQueue {

    private static final long PATIENCE = TimeUnit.MILLISECONDS.toNanos(100);
    private static final int MAX_BATCH = 4_096;

    private final BlockingQueue<Command<?>> waiting = new LinkedBlockingQueue<>();

    void add(Command<?> command) {
        waiting.add(command);
    }

    /** Let the committer look around, even if nothing else waits. */
    void nudge() {
        waiting.add(new Command<>((ledger, now, changes) -> true, false));
    }

    /** Take what waits, after at most so long; reports alone are left to wait for company. */
    List<Command<?>> take(long nanos) {
        List<Command<?>> batch = new ArrayList<>();
        long deadline = System.nanoTime() + nanos;
        boolean patient = true;
        while (patient) {
            Command<?> next = poll(deadline - System.nanoTime());
            if (next == null) {
                break;
            }
            if (batch.isEmpty() && next.isPatient()) {
                deadline = Math.min(deadline, System.nanoTime() + PATIENCE);
            }
            batch.add(next);
            patient = next.isPatient();
        }
        waiting.drainTo(batch, MAX_BATCH);
        return batch;
    }

    private Command<?> poll(long nanos) {
        try {
            return waiting.poll(nanos, TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            // The thread is the store's own; whoever interrupts it has taken it for another.
            return null;
        }
    }

    List<Command<?>> drain() {
        List<Command<?>> rest = new ArrayList<>();
        waiting.drainTo(rest);
        return rest;
    }
}
