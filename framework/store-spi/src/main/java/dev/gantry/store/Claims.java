package dev.gantry.store;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The answer to a {@link ClaimRequest}.
 *
 * @param claims what the worker was given: by priority, then by when it was due, then by number
 * @param resumed the parked runs that go on, in the order in which they asked
 * @param nextDue the earliest moment at which a run that was not yet due, or whose lease had not run out, can be claimed
 *     by this worker
 */
public record Claims(List<Claim> claims, List<LeaseRef> resumed, Optional<Instant> nextDue) {

    public Claims {
        claims = List.copyOf(claims);
        resumed = List.copyOf(resumed);
        requireNonNull(nextDue, "nextDue is null");
    }

    /** An answer to a worker of which no run waits. */
    public Claims(List<Claim> claims, Optional<Instant> nextDue) {
        this(claims, List.of(), nextDue);
    }
}
