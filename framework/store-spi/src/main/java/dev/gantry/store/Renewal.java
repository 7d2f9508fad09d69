package dev.gantry.store;

import java.util.Set;
import java.util.UUID;

/**
 * What a worker learns when it renews its leases.
 *
 * @param lost runs that are no longer its own, and were not renewed
 * @param cancelled runs that are its own and were cancelled
 */
public record Renewal(Set<UUID> lost, Set<UUID> cancelled) {

    public Renewal {
        lost = Set.copyOf(lost);
        cancelled = Set.copyOf(cancelled);
    }
}
