package dev.gantry.client.wire;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
 * @param members what this kind of problem says besides: {@code uuid} of the run that is in the way, {@code winner}, …
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Problem(
        String type,
        String title,
        int status,
        String detail,
        String instance,
        List<Fault> errors,
        @JsonAnySetter @JsonAnyGetter Map<String, Object> members) {

    /** The media type of a problem. */
    public static final String MEDIA_TYPE = "application/problem+json";

    /** The type of a problem: the token is for those who only look. */
    public static final String READ_ONLY = "urn:gantry:read-only";

    public Problem {
        requireNonNull(type, "type is null");
        requireNonNull(title, "title is null");
        members = members == null ? Map.of() : Collections.unmodifiableMap(new LinkedHashMap<>(members));
    }

    /** A problem that says no more than this. */
    public static Problem of(String kind, String title, int status, String detail) {
        return new Problem("urn:gantry:" + kind, title, status, detail, null, null, Map.of());
    }

    /** Read the body of an answer; if it is none of ours, the problem says just that. */
    public static Problem read(int status, String body) {
        try {
            return WireJson.mapper().readValue(body, Problem.class);
        } catch (JsonProcessingException | IllegalArgumentException notOurs) {
            return of("unknown", "Unknown", status, "the server gave no reason");
        }
    }

    /** This problem, as met by a call of a path. */
    public Problem at(String path) {
        return new Problem(type, title, status, detail, path, errors, members);
    }

    /** This problem, with the faults that make it up. */
    public Problem with(List<Fault> faults) {
        return new Problem(type, title, status, detail, instance, List.copyOf(faults), members);
    }

    /** This problem, saying one thing more. */
    public Problem with(String member, Object value) {
        Map<String, Object> more = new LinkedHashMap<>(members);
        more.put(member, value);
        return new Problem(type, title, status, detail, instance, errors, more);
    }

    /** Whether a status says that it is the server that failed, not the call. */
    public static boolean isServersFault(int status) {
        return status >= 500;
    }

    /** What the problem says under a name, as text. */
    public Optional<String> member(String name) {
        return Optional.ofNullable(members.get(name)).map(Object::toString);
    }

    /** The run that is in the way; null if there is none. */
    public UUID uuid() {
        return member("uuid").map(UUID::fromString).orElse(null);
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
