package dev.gantry.job;

/**
 * Ends an attempt from anywhere in the job: {@code throw run.fail(409, "…")}.
 *
 * <p>Made by the {@link RunContext} alone. It has no stack trace, because it states a decision and not a fault.
 */
public final class RunEnding extends RuntimeException {

    private static final long serialVersionUID = 1;

    /** The four ways to end an attempt by throwing. */
    public enum Kind {
        /** Record an error and finish the run with its code. */
        FAIL,
        /** Record an error, count it, and let {@link BaseJob#afterBreak} decide. */
        RETRY,
        /** Record a warning and finish the run with the code. */
        WARN_AND_FINISH,
        /** Record a warning, count nothing, and let {@link BaseJob#afterBreak} decide. */
        WARN_AND_RETRY
    }

    private final Kind kind;
    private final int code;

    /**
     * Make one of the given kind; jobs use the methods of {@link RunContext} instead.
     *
     * @param message what happened; often that of an exception, so a {@code null} is taken as the word
     */
    public RunEnding(Kind kind, int code, String message) {
        super(String.valueOf(message), null, false, false);
        this.kind = kind;
        this.code = RunResult.code(code).code();
    }

    /** Which way the attempt ends. */
    public Kind kind() {
        return kind;
    }

    /** The code of the error, and of the result if the run is finished by it. */
    public int code() {
        return code;
    }
}
