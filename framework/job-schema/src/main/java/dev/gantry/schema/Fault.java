package dev.gantry.schema;

import static java.util.Objects.requireNonNull;

/**
 * One thing that is wrong with the input of a job.
 *
 * @param pointer where: an RFC 6901 JSON pointer into the body, {@code ""} for all of it; of a property that is missing,
 *     where it should have been
 * @param message what was expected and what was there, in English; never the value of a secret
 */
public record Fault(String pointer, String message) {

    /** Check that both are there. */
    public Fault {
        requireNonNull(pointer, "pointer is null");
        requireNonNull(message, "message is null");
    }

    @Override
    public String toString() {
        return (pointer.isEmpty() ? "the params" : pointer) + ": " + message;
    }
}
