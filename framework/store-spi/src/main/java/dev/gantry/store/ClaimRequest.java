package dev.gantry.store;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A worker's wish for work.
 *
 * @param worker the name of the worker
 * @param max how many runs it can begin at once
 * @param ahead how many more to give that would wait here until they can be begun
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
        Ahead ahead,
        Duration lease,
        Map<String, Integer> limits,
        List<LeaseRef> resuming,
        List<LeaseRef> holding) {

    /**
     * A wish for runs that cannot be begun at once. Should the worker die, nobody knows which of them had begun, so it must
     * do no harm to take one for killed that had not: it is of a job that is attempted again after a first error, and has
     * had none.
     *
     * @param most how many; the first run that must not wait is not overtaken by any behind it
     * @param jobTypes the jobs that are attempted again after a first error
     */
    public record Ahead(int most, Set<String> jobTypes) {

        /** Only what can be begun at once. */
        public static final Ahead NONE = new Ahead(0, Set.of());

        public Ahead {
            requireNonNull(jobTypes, "jobTypes is null");
        }

        /** Whether a run may wait. One whose worker died waits for nothing, since only its death is recorded. */
        public boolean admits(Run run) {
            return run.lease().isPresent() || (run.standing().errorCount() == 0 && jobTypes.contains(run.jobType()));
        }
    }

    public ClaimRequest {
        requireNonNull(worker, "worker is null");
        requireNonNull(ahead, "ahead is null");
        requireNonNull(lease, "lease is null");
        requireNonNull(limits, "limits is null");
        resuming = List.copyOf(resuming);
        holding = List.copyOf(holding);
    }

    /** A wish for what can be begun at once. */
    public ClaimRequest(
            String worker,
            int max,
            Duration lease,
            Map<String, Integer> limits,
            List<LeaseRef> resuming,
            List<LeaseRef> holding) {
        this(worker, max, Ahead.NONE, lease, limits, resuming, holding);
    }

    /** A wish for what can be begun at once, of a worker that has no runs. */
    public ClaimRequest(String worker, int max, Duration lease, Map<String, Integer> limits) {
        this(worker, max, lease, limits, List.of(), List.of());
    }

    /** How many runs are given at most, those included that go on. */
    public int most() {
        return max + ahead.most();
    }

    /** Whether a run that may wait, or must not, is given after so many others. */
    public boolean takes(boolean mayWait, int given) {
        return given < max || (given < most() && mayWait);
    }
}
