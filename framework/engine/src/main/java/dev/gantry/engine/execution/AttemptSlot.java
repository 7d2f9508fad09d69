package dev.gantry.engine.execution;

import dev.gantry.engine.time.Threads;
import dev.gantry.store.LeaseRef;
import dev.gantry.store.RunStore;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.locks.Lock;

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
    private final Threads threads;
    private final Lock turn;
    private int waits;

    /**
     * Make one for an attempt that occupies its slot.
     *
     * @param look lets the worker look for runs to execute and to go on with
     * @param threads how it waits
     */
    AttemptSlot(LeaseRef attempt, Slots slots, RunStore store, StopSwitch stopSwitch, Runnable look, Threads threads) {
        this.attempt = attempt;
        this.slots = slots;
        this.store = store;
        this.stopSwitch = stopSwitch;
        this.look = look;
        this.threads = threads;
        this.turn = threads.newLock();
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
        if (!await(store.park(List.of(attempt))).contains(attempt)) {
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

    /** An interrupt is for later: the job must not go on without a slot, nor give up one that it has not. */
    private <T> T await(CompletableFuture<T> event) {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return threads.await(event);
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
