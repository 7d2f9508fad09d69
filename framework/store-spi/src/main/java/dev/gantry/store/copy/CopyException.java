package dev.gantry.store.copy;

/** A copy cannot go on; the message says why and what to do. */
public final class CopyException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    CopyException(String message) {
        super(message);
    }

    CopyException(String message, Throwable cause) {
        super(message, cause);
    }
}
