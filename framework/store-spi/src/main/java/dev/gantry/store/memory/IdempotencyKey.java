package dev.gantry.store.memory;

import static java.util.Objects.requireNonNull;

import dev.gantry.store.RunRequest;
import java.util.Optional;

/**
 * Under which key a run was submitted, and where.
 *
 * @param path the path of the job
 * @param key what the one who submitted chose
 */
public record IdempotencyKey(String path, String key) {

    public IdempotencyKey {
        requireNonNull(path, "path is null");
        requireNonNull(key, "key is null");
    }

    /** The key of a request, if it has one. */
    public static Optional<IdempotencyKey> of(RunRequest request) {
        return request.options().idempotencyKey().map(key -> new IdempotencyKey(request.path(), key));
    }
}
