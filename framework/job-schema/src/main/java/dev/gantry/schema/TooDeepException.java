package dev.gantry.schema;

/** Tells that a value nests deeper than input may. */
final class TooDeepException extends RuntimeException {

    private static final long serialVersionUID = 1;

    TooDeepException() {
        super("arrays and objects nest deeper than %d levels".formatted(JobInput.MAX_DEPTH), null, false, false);
    }
}
