package dev.gantry.store;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * What is remembered of one submitted execution of a job, without its bulky parts.
 *
 * <p>Immutable. The methods with a moment as last parameter are the legal moves; each yields the run after it, and refuses
 * with an {@link IllegalStateException} what {@link RunState#next()} does not allow.
 *
 * @param request what was asked for
 * @param stamp where it stands in the order of things
 * @param standing how far it has come
 * @param progress how much of its work is done
 * @param fence the highest fence ever given out for it, above all those of runs before it with its uuid; 0 if it was
 *     never claimed
 * @param lease who executes it; present just while it is RUNNING
 */
public record Run(
        RunRequest request, Stamp stamp, Standing standing, Progress progress, long fence, Optional<Lease> lease) {

    /** The result code of a cancelled run. */
    public static final int CANCELLED_CODE = 410;

    /**
     * The fences of a run are above its number shifted by that: it may be claimed about a million times before they reach
     * those of the next.
     */
    public static final int FENCE_BITS = 20;

    public Run {
        requireNonNull(request, "request is null");
        requireNonNull(stamp, "stamp is null");
        requireNonNull(standing, "standing is null");
        requireNonNull(progress, "progress is null");
        if (lease.isPresent() != (standing.state() == RunState.RUNNING)) {
            throw new IllegalArgumentException("run %s is %s and %s a lease; just a RUNNING run has one"
                    .formatted(request.uuid(), standing.state(), lease.isPresent() ? "has" : "lacks"));
        }
    }

    /** A new run, QUEUED. */
    public static Run submitted(RunRequest request, long number, Instant now) {
        Instant runAt = request.options().runAt().orElse(now);
        return new Run(
                request,
                new Stamp(number, 1, now, now),
                new Standing(RunState.QUEUED, runAt, 0, 0, Standing.UNFINISHED, false, Optional.empty()),
                Progress.NONE,
                0,
                Optional.empty());
    }

    /** The run once a worker has claimed it. */
    public Run claimed(String worker, Duration lease, Instant now) {
        Standing next = new Standing(
                moveTo(RunState.RUNNING),
                runAt(),
                standing.attempts() + 1,
                standing.errorCount(),
                Standing.UNFINISHED,
                false,
                standing.startedAt().or(() -> Optional.of(now)));
        // The number of a run is its own: a run that was dropped and queued anew under its uuid begins above what it
        // had.
        long newFence = Math.max(fence, stamp.number() << FENCE_BITS) + 1;
        return new Run(
                request,
                stamp.changed(now),
                next,
                progress,
                newFence,
                Optional.of(new Lease(worker, newFence, now.plus(lease))));
    }

    /** The run with its lease extended. Nobody but the owner of the lease can tell, so the revision stays. */
    public Run renewed(Duration lease, Instant now) {
        Lease held = this.lease.orElseThrow(() -> new IllegalStateException("run %s is not held".formatted(uuid())));
        return new Run(
                request,
                stamp,
                standing,
                progress,
                fence,
                Optional.of(new Lease(held.worker(), held.fence(), now.plus(lease), held.parked())));
    }

    /** The run while it waits for others, or no longer does. The revision stays, as with {@link #renewed}. */
    public Run parked(boolean parked) {
        Lease held = lease.orElseThrow(() -> new IllegalStateException("run %s is not held".formatted(uuid())));
        return new Run(
                request,
                stamp,
                standing,
                progress,
                fence,
                Optional.of(new Lease(held.worker(), held.fence(), held.until(), parked)));
    }

    /** The run with new progress; also the move for a change of its log or data alone. */
    public Run updated(Progress newProgress, Instant now) {
        return new Run(request, stamp.changed(now), standing, newProgress, fence, lease);
    }

    /** The run after its attempt ended. */
    public Run completed(Ending ending, Instant now) {
        int errors = standing.errorCount() + (ending.countsError() ? 1 : 0);
        int attempts = standing.attempts() - (ending instanceof Ending.Unbegun ? 1 : 0);
        Standing ended = new Standing(
                state(),
                runAt(),
                attempts,
                errors,
                Standing.UNFINISHED,
                standing.cancelRequested(),
                attempts == 0 ? Optional.empty() : startedAt());
        if (standing.cancelRequested()) {
            return finished(ended, RunState.CANCELLED, CANCELLED_CODE, now);
        }
        if (ending instanceof Ending.Finished finished) {
            return finished(ended, RunState.of(finished.resultCode()), finished.resultCode(), now);
        }
        Instant next = ending instanceof Ending.Again again ? now.plus(again.delay()) : runAt();
        Standing queued = new Standing(
                moveTo(RunState.QUEUED), next, attempts, errors, Standing.UNFINISHED, false, ended.startedAt());
        return new Run(request, stamp.changed(now), queued, progress, fence, Optional.empty());
    }

    /** The run once a cancel was accepted; the same run if there is nothing left to cancel. */
    public Run cancelled(Instant now) {
        if (state().finished() || standing.cancelRequested()) {
            return this;
        }
        if (state() == RunState.QUEUED) {
            return finished(standing, RunState.CANCELLED, CANCELLED_CODE, now);
        }
        Standing next = new Standing(
                state(), runAt(), standing.attempts(), standing.errorCount(), Standing.UNFINISHED, true, startedAt());
        return new Run(request, stamp.changed(now), next, progress, fence, lease);
    }

    /** The finished run, queued again. */
    public Run retried(Instant now) {
        Standing next = new Standing(
                moveTo(RunState.QUEUED), now, standing.attempts(), 0, Standing.UNFINISHED, false, Optional.empty());
        Progress fresh = new Progress(0, 0, progress.tickValue());
        return new Run(request, stamp.changed(now), next, fresh, fence, Optional.empty());
    }

    private Run finished(Standing last, RunState end, int resultCode, Instant now) {
        Standing next = new Standing(
                moveTo(end),
                last.runAt(),
                last.attempts(),
                last.errorCount(),
                resultCode,
                last.cancelRequested(),
                last.startedAt());
        return new Run(request, stamp.changed(now), next, progress.complete(), fence, Optional.empty());
    }

    private RunState moveTo(RunState next) {
        if (!state().next().contains(next)) {
            throw new IllegalStateException("run %s is %s and cannot become %s; expected one of %s"
                    .formatted(uuid(), state(), next, state().next()));
        }
        return next;
    }

    /** The identity of the run. */
    public UUID uuid() {
        return request.uuid();
    }

    /** The type of its job. */
    public String jobType() {
        return request.jobType();
    }

    /** Its place in the order of submits. */
    public long number() {
        return stamp.number();
    }

    /** The project that limits it, if it is in one. */
    public Optional<String> project() {
        return request.origin().address().map(RunAddress::project);
    }

    /** When it was submitted. */
    public Instant createdAt() {
        return stamp.createdAt();
    }

    /** When its first attempt began, since the last retry. */
    public Optional<Instant> startedAt() {
        return standing.startedAt();
    }

    /** When it ended, if it did. */
    public Optional<Instant> endedAt() {
        return state().finished() ? Optional.of(stamp.updatedAt()) : Optional.empty();
    }

    /** Its state. */
    public RunState state() {
        return standing.state();
    }

    /** When it is or was due. */
    public Instant runAt() {
        return standing.runAt();
    }

    /** Whether it is RUNNING under just this fence. */
    public boolean heldUnder(long someFence) {
        return lease.isPresent() && lease.get().fence() == someFence;
    }
}
