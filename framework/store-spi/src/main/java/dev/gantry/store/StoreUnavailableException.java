package dev.gantry.store;

/**
 * The store cannot keep a promise at the moment: its disk is full, read-only or gone, or it was closed. Nothing of the
 * call that failed with it took effect, or ever will.
 */
public final class StoreUnavailableException extends RuntimeException {

    private static final long serialVersionUID = 1;

    /** Make one that says what is wrong and what to do about it. */
    public StoreUnavailableException(String message) {
        super(message);
    }

    /** Make one that says what is wrong and what to do about it, with the cause. */
    public StoreUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }
}
