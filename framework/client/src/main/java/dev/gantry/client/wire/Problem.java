package dev.gantry.client.wire;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.UUID;

/**
 * Why a call was refused, after RFC 9457.
 *
 * @param type a URN that names the kind of problem: {@code urn:gantry:unknown-run}
 * @param title the kind of problem in words
 * @param status the HTTP status
 * @param detail what is wrong, which value, what was expected, what to do
 * @param instance the path that was called; null if the request could not be read that far
 * @param errors the faults of params, all of them; null for other problems
 * @param uuid the run that is in the way; null if there is none
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Problem(
        String type, String title, int status, String detail, String instance, List<Fault> errors, UUID uuid) {

    /** The media type of a problem. */
    public static final String MEDIA_TYPE = "application/problem+json";

    public Problem {
        requireNonNull(type, "type is null");
        requireNonNull(title, "title is null");
    }

    /** A problem without faults and without a run. */
    public static Problem of(String kind, String title, int status, String detail) {
        return new Problem("urn:gantry:" + kind, title, status, detail, null, null, null);
    }

    /** This problem, as met by a call of a path. */
    public Problem at(String path) {
        return new Problem(type, title, status, detail, path, errors, uuid);
    }

    /** This problem, with the faults that make it up. */
    public Problem with(List<Fault> faults) {
        return new Problem(type, title, status, detail, instance, List.copyOf(faults), uuid);
    }

    /** This problem, with the run that is in the way. */
    public Problem with(UUID run) {
        return new Problem(type, title, status, detail, instance, errors, run);
    }

    /**
     * A fault of params.
     *
     * @param pointer where, as a JSON pointer; empty: the whole
     * @param detail what is wrong there
     */
    public record Fault(String pointer, String detail) {

        public Fault {
            requireNonNull(pointer, "pointer is null");
            requireNonNull(detail, "detail is null");
        }
    }
}
