package dev.gantry.client.wire;

import static java.util.Objects.requireNonNull;

import java.util.UUID;

/**
 * The answer to a submit or retry.
 *
 * @param uuid the run
 */
public record Accepted(UUID uuid) {

    public Accepted {
        requireNonNull(uuid, "uuid is null");
    }
}
