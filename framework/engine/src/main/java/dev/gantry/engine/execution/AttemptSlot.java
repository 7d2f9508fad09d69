package dev.gantry.engine.execution;

import dev.gantry.store.LeaseRef;
import dev.gantry.store.RunStore;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The slot of one attempt: given back when the first of its threads begins to wait, and taken again when the last of them
 * has waited enough. Thread-safe.
 */
final class AttemptSlot {

    private final LeaseRef attempt;
    private final Slots slots;
    private final RunStore store;
    private final StopSwitch stopSwitch;
    private final Runnable look;
    private final ReentrantLock turn = new ReentrantLock();
    private int waits;

    /**
     * Make one for an attempt that occupies its slot.
     *
     * @param look lets the worker look for runs to execute and to go on with
     */
    AttemptSlot(LeaseRef attempt, Slots slots, RunStore store, StopSwitch stopSwitch, Runnable look) {
        this.attempt = attempt;
        this.slots = slots;
        this.store = store;
        this.stopSwitch = stopSwitch;
        this.look = look;
    }

    void giveBack() {
        turn.lock();
        try {
            if (waits == 0) {
                park();
            }
            waits++;
        } finally {
            turn.unlock();
        }
    }

    private void park() {
        stopSwitch.checkStopped();
        // The store first: else a run that begins in the free slot might find the limit of its job reached.
        if (!store.park(List.of(attempt)).join().contains(attempt)) {
            stopSwitch.stop(StopReason.LOST);
            stopSwitch.checkStopped();
        }
        slots.park(attempt);
        look.run();
    }

    void takeAgain() {
        turn.lock();
        try {
            waits--;
            if (waits == 0) {
                resume();
            }
        } finally {
            turn.unlock();
        }
    }

    private void resume() {
        CompletableFuture<Void> granted = slots.resume(attempt);
        look.run();
        await(CompletableFuture.anyOf(granted, stopSwitch.stopped()));
        slots.giveUp(attempt);
        stopSwitch.checkStopped();
    }

    /** Without a slot the job must not go on, so an interrupt is for later, unless the attempt has to stop. */
    private static void await(CompletableFuture<Object> event) {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    event.get();
                    return;
                } catch (InterruptedException e) {
                    interrupted = true;
                } catch (ExecutionException e) {
                    throw new CompletionException(e.getCause());
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
