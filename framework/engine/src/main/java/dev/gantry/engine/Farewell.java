package dev.gantry.engine;

import dev.gantry.engine.dispatch.Dispatcher;
import dev.gantry.engine.execution.AttemptRunner;
import dev.gantry.engine.execution.ExecutionSettings;
import dev.gantry.engine.time.Machine;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;

/** How the last attempts of a worker end, that takes no more runs. Thread-safe. */
final class Farewell {

    /** How long attempts that wait are given to notice that they need not. */
    private static final Duration SETTLING = Duration.ofSeconds(1);

    private final Dispatcher dispatcher;
    private final AttemptRunner runner;
    private final Machine machine;
    private final Duration untilLeftBehind;
    private final BooleanSupplier othersWork;

    /**
     * Make one.
     *
     * @param othersWork whether what attempts wait for may end though this worker takes nothing
     */
    Farewell(
            Dispatcher dispatcher,
            AttemptRunner runner,
            Machine machine,
            ExecutionSettings settings,
            BooleanSupplier othersWork) {
        this.othersWork = othersWork;
        this.dispatcher = dispatcher;
        this.runner = runner;
        this.machine = machine;
        this.untilLeftBehind = settings.patience().plus(settings.leaveBehind()).multipliedBy(2);
    }

    /** A claim that is under way may still bring runs: nothing is idle before it is answered. */
    CompletableFuture<Void> whenQuiet() {
        return dispatcher.settled().thenCompose(settled -> runner.whenIdle());
    }

    /** Wait for the attempts to end, and have those stopped that do not within the grace period. */
    void await(Duration grace, Runnable stopAttempts) {
        if (!awaitEnds(grace)) {
            stopAttempts.run();
            // A claim that is still under way may bring more.
            var unused = dispatcher.settled().thenRun(stopAttempts);
            awaitIdle(untilLeftBehind);
        }
    }

    /**
     * What attempts wait for is nothing that this worker will begin, so that more grace is in vain once all of them wait and
     * nobody else works either. But one whose run has just ended is still on its way to go on.
     */
    private boolean awaitEnds(Duration grace) {
        Duration left = grace;
        boolean waitedBefore = false;
        long endedBefore = runner.ended();
        while (left.compareTo(SETTLING) > 0) {
            if (awaitIdle(SETTLING)) {
                return true;
            }
            left = left.minus(SETTLING);
            long ended = runner.ended();
            boolean waits = runner.allWait();
            if (waits && waitedBefore && ended == endedBefore && !othersWork.getAsBoolean()) {
                return false;
            }
            waitedBefore = waits;
            endedBefore = ended;
        }
        return awaitIdle(left);
    }

    private boolean awaitIdle(Duration time) {
        try {
            // The last attempt may end under a claim for it to go on, which then brings its run again: so twice.
            machine.threads().await(whenQuiet().thenCompose(quiet -> whenQuiet()), time);
            return true;
        } catch (TimeoutException stillBusy) {
            return false;
        } catch (ExecutionException e) {
            throw new IllegalStateException("waiting for attempts to end never fails", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
