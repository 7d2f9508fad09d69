package dev.gantry.engine.execution;

import dev.gantry.engine.time.Timers;
import dev.gantry.job.RunCancelledException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * Stops the thread of one attempt: asks, interrupts, and in the end leaves it behind.
 *
 * <p>The first reason counts. The thread is interrupted only between {@link #enter} and {@link #leave}, so that an
 * interrupt never reaches whoever uses the thread next. Thread-safe.
 */
final class StopSwitch {

    private final Timers wall;
    private final ExecutionSettings settings;
    private final Runnable leaveBehind;

    private Optional<StopReason> reason = Optional.empty();
    private Optional<Thread> inside = Optional.empty();
    private Duration interruptedFor = Duration.ZERO;
    private boolean noticed;
    private boolean over;

    private final CompletableFuture<Void> stopped = new CompletableFuture<>();

    /**
     * Guard one attempt.
     *
     * @param wall real time, because real threads are waited for
     * @param leaveBehind called once if the thread does not react
     */
    StopSwitch(Timers wall, ExecutionSettings settings, Runnable leaveBehind) {
        this.wall = wall;
        this.settings = settings;
        this.leaveBehind = leaveBehind;
    }

    /** Ask the attempt to stop. */
    void stop(StopReason why) {
        synchronized (this) {
            if (reason.isPresent() || over) {
                return;
            }
            reason = Optional.of(why);
            wall.after(settings.patience(), this::insist);
        }
        stopped.complete(null);
    }

    /** Completes once the attempt is asked to stop. */
    CompletableFuture<Void> stopped() {
        return stopped;
    }

    private void insist() {
        synchronized (this) {
            if (over) {
                return;
            }
            if (interruptedFor.compareTo(settings.leaveBehind()) < 0) {
                noticed = true;
                inside.ifPresent(Thread::interrupt);
                interruptedFor = interruptedFor.plus(settings.patience());
                wall.after(settings.patience(), this::insist);
                return;
            }
            over = true;
        }
        leaveBehind.run();
    }

    /** The job's code begins, on this thread. */
    synchronized void enter() {
        inside = Optional.of(Thread.currentThread());
    }

    /** The job's code is not going to begin. */
    synchronized void neverEnter() {
        over = true;
    }

    /** The job's code has ended; the thread may be used for something else. */
    synchronized void leave() {
        inside = Optional.empty();
        over = true;
        // A late interrupt was meant for the job, not for the next user of the thread.
        Thread.interrupted();
    }

    /** Why the attempt has to stop, if it has to; asked by the job, which then knows. */
    synchronized Optional<StopReason> reasonShown() {
        noticed |= reason.isPresent();
        return reason;
    }

    /**
     * Stop here if the attempt has to stop.
     *
     * @throws RunCancelledException if so
     */
    void checkStopped() {
        reasonShown().ifPresent(why -> {
            throw new RunCancelledException(why.text());
        });
    }

    /** Why the attempt has to stop, if it has to. */
    synchronized Optional<StopReason> reason() {
        return reason;
    }

    /** Whether the job's own thread is the one that ends the process: it stands in the call that does. */
    synchronized boolean endsProcess() {
        return inside.map(Thread::getStackTrace).stream()
                .flatMap(Arrays::stream)
                .anyMatch(frame -> frame.getClassName().equals("java.lang.Shutdown"));
    }

    /** Whether the job was told that it has to stop, by an answer or an interrupt. */
    synchronized boolean noticed() {
        return noticed;
    }
}
