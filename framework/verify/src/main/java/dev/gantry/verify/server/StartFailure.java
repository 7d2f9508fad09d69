package dev.gantry.verify.server;

/** Tells that a server ended, or said nothing for too long, before it was ready. */
public final class StartFailure extends Exception {

    private static final long serialVersionUID = 1;

    private final int exitStatus;

    StartFailure(int exitStatus, String log) {
        super("the server ended with status %d before it was ready; the end of its log: %s".formatted(exitStatus, log));
        this.exitStatus = exitStatus;
    }

    /** With what status it ended. */
    public int exitStatus() {
        return exitStatus;
    }
}
