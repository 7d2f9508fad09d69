package dev.gantry.store;

import static java.util.Objects.requireNonNull;

import java.util.UUID;

/**
 * A lease as its holder knows it.
 *
 * @param uuid the run
 * @param fence the fence under which it was claimed
 */
public record LeaseRef(UUID uuid, long fence) {

    public LeaseRef {
        requireNonNull(uuid, "uuid is null");
    }
}
