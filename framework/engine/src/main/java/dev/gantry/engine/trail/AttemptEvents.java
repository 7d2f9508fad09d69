package dev.gantry.engine.trail;

/** The events by which the engine leaves in the log of a run how an attempt ended, and that the run was queued again. */
public final class AttemptEvents {

    /** It broke, and another follows. */
    public static final String BROKE_RESTARTING = "Error - restarting";

    /** It broke, and the run is over. */
    public static final String BROKE_FINISHED = "Error - finished";

    /** It died with its worker, and another follows. */
    public static final String DIED_RESTARTING = "Killed (memory error?) - Restarting";

    /** It died with its worker, and the run is over. */
    public static final String DIED_FINISHED = "Killed (memory error?) - Finished";

    /** The server stopped. */
    public static final String SERVER_STOPPED = "System restart";

    /** Somebody asked for the finished run to be done again. */
    public static final String RETRIED = "Retried by user";

    /** The finished run was queued again at its address. */
    public static final String QUEUED_AGAIN = "Queued again";

    private AttemptEvents() {}
}
