package dev.gantry.job;

/** What the Job API says of a run. */
public enum RunStatus {
    /** Waits for its first or next attempt. */
    QUEUED,
    /** Is executed, or waits for runs that it queued itself. */
    RUNNING,
    /** Succeeded: a result from 200 to 299. */
    OK,
    /** Failed or was cancelled. */
    FAIL,
    /** Nobody has queued it yet, or it is no longer kept. */
    UNKNOWN,
    /** Had not finished when a wait ended; never the status of a run as such. */
    TIMEOUT;

    /** Whether the run is over. */
    public boolean finished() {
        return this == OK || this == FAIL;
    }
}
