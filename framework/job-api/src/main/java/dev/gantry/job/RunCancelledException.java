package dev.gantry.job;

import java.util.concurrent.CancellationException;

/**
 * Tells a job that it has to stop: its run was cancelled or taken from this worker, it timed out, or the server stops.
 *
 * <p>Thrown by {@link RunContext#checkCancelled()}. A job that catches it should only clean up, soon: its
 * run ends or is queued again in the way that fits the reason, whatever the job returns.
 */
public final class RunCancelledException extends CancellationException {

    private static final long serialVersionUID = 1;

    /** Make one with the reason as its message. */
    public RunCancelledException(String reason) {
        super(reason);
    }
}
