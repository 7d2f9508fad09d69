package dev.gantry.store;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * What the one who submits a run may say besides its params.
 *
 * @param description free text; may be empty
 * @param tags names and values to find the run by
 * @param priority of the runs that are due, higher goes first
 * @param runAt when the run is due; absent: at once
 * @param idempotencyKey a second submit to the same path with the same key yields the run of the first
 */
public record RunOptions(
        String description,
        Map<String, String> tags,
        int priority,
        Optional<Instant> runAt,
        Optional<String> idempotencyKey) {

    /** No description, no tags, priority 0, due at once, no key. */
    public static final RunOptions NONE = new RunOptions("", Map.of(), 0, Optional.empty(), Optional.empty());

    public RunOptions {
        requireNonNull(description, "description is null");
        tags = Map.copyOf(tags);
        requireNonNull(runAt, "runAt is null");
        requireNonNull(idempotencyKey, "idempotencyKey is null");
    }
}
