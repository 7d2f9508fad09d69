package dev.gantry.store;

import java.util.EnumSet;
import java.util.Set;

/** The states of a run, and the moves between them. */
public enum RunState {
    /**
     * Waits for its first or next attempt, due or not yet due ({@link Run#runAt()}). A submit puts it here; an attempt
     * that is to be repeated or never began puts it back, and so does a retry of a finished run. Only a claim takes it out, or a cancel,
     * which needs no attempt to be obeyed.
     */
    QUEUED,
    /**
     * A worker executes it, under a {@link Lease}. Whoever holds the fence of that lease writes to it; a lease that ran
     * out is given to the next worker that claims, which finds the run abandoned and decides what becomes of it. A cancel
     * is recorded here and obeyed by the end of the attempt, however it ends.
     */
    RUNNING,
    /** Ended with a result from 200 to 299. Stays until retention drops it, or a retry queues it again. */
    SUCCEEDED,
    /** Ended with any other result. Stays until retention drops it, or a retry queues it again. */
    FAILED,
    /** Ended by a user, with result 410. Stays until retention drops it, or a retry queues it again. */
    CANCELLED;

    /** Whether the run is over, unless somebody retries it. */
    public boolean finished() {
        return this == SUCCEEDED || this == FAILED || this == CANCELLED;
    }

    /** The states that may follow this one. RUNNING follows itself when another worker takes an abandoned run over. */
    public Set<RunState> next() {
        return switch (this) {
            case QUEUED -> EnumSet.of(RUNNING, CANCELLED);
            case RUNNING -> EnumSet.of(RUNNING, QUEUED, SUCCEEDED, FAILED, CANCELLED);
            case SUCCEEDED, FAILED, CANCELLED -> EnumSet.of(QUEUED);
        };
    }

    /** The state of a run that was finished with a result code. */
    public static RunState of(int resultCode) {
        return resultCode >= 200 && resultCode <= 299 ? SUCCEEDED : FAILED;
    }
}
