package dev.gantry.store;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * A worker's wish for work.
 *
 * @param worker the name of the worker
 * @param max how many runs it can take
 * @param lease how long it may keep them without renewing
 * @param limits the job types it can execute, each with the most runs of that type that may be RUNNING at once over all
 *     workers ({@link Integer#MAX_VALUE}: no limit); runs of other types stay where they are
 * @param resuming parked runs of this worker that want to go on; they count towards {@code max} and come before any
 *     other; one whose job type is not named in {@code limits} is not limited, for its worker executes it already
 * @param holding the leases that this worker still holds and wants to keep; one of them that has run out, as after a step
 *     of the clock, is renewed before anything is given away, unless it has been given to somebody else by then
 */
public record ClaimRequest(
        String worker,
        int max,
        Duration lease,
        Map<String, Integer> limits,
        List<LeaseRef> resuming,
        List<LeaseRef> holding) {

    public ClaimRequest {
        requireNonNull(worker, "worker is null");
        requireNonNull(lease, "lease is null");
        requireNonNull(limits, "limits is null");
        resuming = List.copyOf(resuming);
        holding = List.copyOf(holding);
    }

    /** A wish of a worker that has no runs. */
    public ClaimRequest(String worker, int max, Duration lease, Map<String, Integer> limits) {
        this(worker, max, lease, limits, List.of(), List.of());
    }
}
