package dev.gantry.store;

import java.util.Set;

/**
 * What a worker learns when it renews its leases. Leases are named, not runs: a worker may hold an old lease of a run
 * beside a new one.
 *
 * @param lost those that are no longer its own, and were not renewed
 * @param cancelled those that are its own, whose runs were cancelled
 */
public record Renewal(Set<LeaseRef> lost, Set<LeaseRef> cancelled) {

    public Renewal {
        lost = Set.copyOf(lost);
        cancelled = Set.copyOf(cancelled);
    }
}
