package dev.gantry.client.wire;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * Why a run is not running, or that it is.
 *
 * @param uuid the run
 * @param state its state
 * @param reason {@code FINISHED RUNNING WAITS_FOR_RUNS CANCELLING NOT_DUE RETRY_LATER JOB_GONE HELD PROJECT_FULL JOB_FULL
 *     NO_WORKER DRAINED SLOTS_BUSY NEXT}
 * @param text the reason in words
 * @param position its place in the queue for what it waits for, from 1; null if there is none, or it is far behind
 * @param holders the runs that have what it waits for, 20 at most
 * @param earliestStart when it can begin at the earliest; null if that is not known
 */
public record RunExplanation(
        UUID uuid, String state, String reason, String text, Long position, List<UUID> holders, Instant earliestStart) {

    public RunExplanation {
        requireNonNull(uuid, "uuid is null");
        requireNonNull(reason, "reason is null");
        holders = List.copyOf(holders);
    }
}
