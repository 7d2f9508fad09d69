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
 */
public record ClaimRequest(
        String worker, int max, Duration lease, Map<String, Integer> limits, List<LeaseRef> resuming) {

    public ClaimRequest {
        requireNonNull(worker, "worker is null");
        requireNonNull(lease, "lease is null");
        requireNonNull(limits, "limits is null");
        resuming = List.copyOf(resuming);
    }

    /** A wish of a worker of which no run waits. */
    public ClaimRequest(String worker, int max, Duration lease, Map<String, Integer> limits) {
        this(worker, max, lease, limits, List.of());
    }
}
