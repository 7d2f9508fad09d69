package dev.gantry.client;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What may be said of a run besides its params. Immutable; begin with {@link #NONE}.
 *
 * @param description free text; may be empty
 * @param tags names and values to find the run by
 * @param priority of the runs that are due, higher goes first; absent: that of the job
 * @param runAt when the run is due; absent: at once
 * @param idempotencyKey a second submit with the same key yields the run of the first
 */
public record SubmitOptions(
        String description,
        Map<String, String> tags,
        Optional<Integer> priority,
        Optional<Instant> runAt,
        Optional<String> idempotencyKey) {

    /** Nothing besides the params. */
    public static final SubmitOptions NONE =
            new SubmitOptions("", Map.of(), Optional.empty(), Optional.empty(), Optional.empty());

    public SubmitOptions {
        requireNonNull(description, "description is null");
        tags = Map.copyOf(tags);
        requireNonNull(priority, "priority is null");
        requireNonNull(runAt, "runAt is null");
        requireNonNull(idempotencyKey, "idempotencyKey is null");
    }

    /** These, with a description. */
    public SubmitOptions description(String text) {
        return new SubmitOptions(text, tags, priority, runAt, idempotencyKey);
    }

    /** These, with one more tag. */
    public SubmitOptions tag(String name, String value) {
        Map<String, String> more = new HashMap<>(tags);
        more.put(name, value);
        return new SubmitOptions(description, more, priority, runAt, idempotencyKey);
    }

    /** These, with a priority. */
    public SubmitOptions priority(int value) {
        return new SubmitOptions(description, tags, Optional.of(value), runAt, idempotencyKey);
    }

    /** These, due at a moment. */
    public SubmitOptions runAt(Instant moment) {
        return new SubmitOptions(description, tags, priority, Optional.of(moment), idempotencyKey);
    }

    /** These, with an idempotency key. */
    public SubmitOptions idempotencyKey(String key) {
        return new SubmitOptions(description, tags, priority, runAt, Optional.of(key));
    }

    Query query() {
        Query query = new Query();
        tags.forEach((name, value) -> query.add("tag", name + ":" + value));
        if (!description.isEmpty()) {
            query.add("description", description);
        }
        priority.ifPresent(value -> query.add("priority", value.toString()));
        runAt.ifPresent(moment -> query.add("runAt", moment.toString()));
        return query;
    }
}
