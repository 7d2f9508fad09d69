package dev.gantry.job;

import java.util.concurrent.CancellationException;

/**
 * Tells a job that it has to stop: its run was cancelled, timed out or was taken from this worker.
 *
 * <p>Thrown by {@link RunContext#checkCancelled()}. A job that catches it should only clean up; whatever it does
 * afterwards no longer reaches the run.
 */
public final class RunCancelledException extends CancellationException {

    private static final long serialVersionUID = 1;

    /** Make one with the reason as its message. */
    public RunCancelledException(String reason) {
        super(reason);
    }
}
