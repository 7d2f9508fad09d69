package dev.gantry.job;

/** A call of the Job API was refused; the message says what, which value, what was expected and what to do. */
public class JobApiException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final int code;

    /**
     * Make one.
     *
     * @param code what kind of refusal, as an HTTP status: 403 wrong token, 404, 409, 413, 422, 503, …
     */
    public JobApiException(int code, String message) {
        super(message);
        this.code = code;
    }

    /** Make one with a cause. */
    public JobApiException(int code, String message, Throwable cause) {
        super(message, cause);
        this.code = code;
    }

    /** What kind of refusal, as an HTTP status. */
    public int code() {
        return code;
    }
}
