package dev.gantry.store;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The answer to a {@link ClaimRequest}.
 *
 * @param claims what the worker was given: by priority, then by when it was due, then by number
 * @param resumed the parked runs that go on, in the order in which they asked
 * @param nextDueIn how long after the claim, at the earliest, a run that was not yet due, or whose lease had not run out, can
 *     be claimed by this worker; no moment, since the worker's clock may be another than that of the store
 */
public record Claims(List<Claim> claims, List<LeaseRef> resumed, Optional<Duration> nextDueIn) {

    public Claims {
        claims = List.copyOf(claims);
        resumed = List.copyOf(resumed);
        requireNonNull(nextDueIn, "nextDueIn is null");
    }

    /** An answer to a worker of which no run waits. */
    public Claims(List<Claim> claims, Optional<Duration> nextDueIn) {
        this(claims, List.of(), nextDueIn);
    }
}
