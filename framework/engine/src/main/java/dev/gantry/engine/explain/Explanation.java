package dev.gantry.engine.explain;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;

/**
 * Why a run is not running, or that it is.
 *
 * @param reason the reason as a code
 * @param text the reason in words
 * @param position its place in the queue for what it waits for, from 1; absent if there is none, or it is far behind
 * @param holders the runs that have what it waits for, 20 at most
 * @param earliestStart when it can begin at the earliest, as far as that is known
 */
public record Explanation(
        Reason reason, String text, OptionalLong position, List<UUID> holders, Optional<Instant> earliestStart) {

    /** The reasons. */
    public enum Reason {
        /** It is over. */
        FINISHED,
        /** A worker executes it. */
        RUNNING,
        /** It waits for other runs, and has given its slot back meanwhile. */
        WAITS_FOR_RUNS,
        /** Somebody cancelled it, and its attempt has still to stop. */
        CANCELLING,
        /** It is due later. */
        NOT_DUE,
        /** An attempt broke or asked for another, which is due later. */
        RETRY_LATER,
        /** No plugin offers its job. */
        JOB_GONE,
        /** What it was submitted with cannot be read. */
        HELD,
        /** Its project executes as many runs as it may. */
        PROJECT_FULL,
        /** So many runs of its job are executed as may be. */
        JOB_FULL,
        /** No worker that lives has the plugin of its job, and slots. */
        NO_WORKER,
        /** The workers that could execute it take no runs. */
        DRAINED,
        /** The workers that could execute it have no free slot. */
        SLOTS_BUSY,
        /** Nothing is in its way. */
        NEXT
    }

    public Explanation {
        requireNonNull(reason, "reason is null");
        requireNonNull(text, "text is null");
        requireNonNull(position, "position is null");
        holders = List.copyOf(holders);
        requireNonNull(earliestStart, "earliestStart is null");
    }

    static Explanation of(Reason reason, String text) {
        return new Explanation(reason, text, OptionalLong.empty(), List.of(), Optional.empty());
    }

    Explanation at(Instant start) {
        return new Explanation(reason, text, position, holders, Optional.of(start));
    }
}
