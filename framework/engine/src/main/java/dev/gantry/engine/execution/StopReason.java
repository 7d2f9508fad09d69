package dev.gantry.engine.execution;

/** Why an attempt has to stop before its job is done. */
enum StopReason {
    /** A user cancelled the run. */
    CANCELLED("the run was cancelled"),
    /** The attempt took longer than the job's policy allows. */
    TIMED_OUT("the attempt timed out"),
    /** The lease ran out and the run may be with another worker. */
    LOST("the run was taken from this worker, because its lease ran out"),
    /** The worker was told to exit. */
    WORKER_EXIT("the worker was told to exit"),
    /** The server stops. */
    SERVER_STOP("the server stops"),
    /** The job itself ends the server, past the guard that its class loader puts before such calls. */
    ENDS_SERVER("the job ends the server");

    private final String text;

    StopReason(String text) {
        this.text = text;
    }

    String text() {
        return text;
    }
}
