package dev.gantry.store.memory;

import dev.gantry.store.Lease;
import dev.gantry.store.Run;
import dev.gantry.store.RunState;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The unfinished runs of one job type, in the order in which they may be claimed.
 *
 * <p>A run is in exactly one of the sets, or in none while it is {@link #held} or a cancel waits for its lease to run out. Time moves runs from
 * {@link #later} to {@link #due} and from {@link #leased} to {@link #abandoned}; each moves once, so that a claim costs
 * nothing for the runs it does not touch. A run of a project that is due waits in its {@link Project}, and is in
 * {@link #due} too while it could begin.
 */
final class Lane {

    /** Who goes first of the runs that can be claimed. */
    static final Comparator<Run> FIRST_SERVED = Lane::compareServed;

    /** Whose lease runs out first. */
    static final Comparator<Run> FIRST_EXPIRED = Lane::compareExpired;

    private final Projects projects;
    private final TreeSet<Run> later = new TreeSet<>(Lane::compareDue);
    private final TreeSet<Run> due = new TreeSet<>(FIRST_SERVED);
    private final TreeSet<Run> leased = new TreeSet<>(FIRST_EXPIRED);
    private final TreeSet<Run> abandoned = new TreeSet<>(FIRST_SERVED);
    /** The numbers of the queued runs that nobody can execute. */
    private final Set<Long> held = new HashSet<>(0);

    private long queued;
    private int running;
    private int parked;
    private int parkedAbandoned;

    Lane(Projects projects) {
        this.projects = projects;
    }

    // Written out, since each claim and each end compares some twenty times for each set.

    private static int compareServed(Run one, Run other) {
        int byPriority = Integer.compare(
                other.request().options().priority(), one.request().options().priority());
        return byPriority != 0 ? byPriority : compareDue(one, other);
    }

    private static int compareDue(Run one, Run other) {
        int byTime = one.runAt().compareTo(other.runAt());
        return byTime != 0 ? byTime : Long.compare(one.number(), other.number());
    }

    private static int compareExpired(Run one, Run other) {
        int byTime = leasedUntil(one).compareTo(leasedUntil(other));
        return byTime != 0 ? byTime : Long.compare(one.number(), other.number());
    }

    static Instant leasedUntil(Run run) {
        return run.lease().orElseThrow().until();
    }

    private static boolean isParked(Run run) {
        return run.lease().filter(Lease::parked).isPresent();
    }

    void add(Run run) {
        if (run.state() == RunState.QUEUED) {
            queued++;
            // Most runs are due when they are queued: one set is enough for them.
            boolean isDue = !run.runAt().isAfter(run.stamp().updatedAt());
            (isDue && run.project().isEmpty() ? due : later).add(run);
            return;
        }
        running++;
        parked += isParked(run) ? 1 : 0;
        if (!run.standing().cancelRequested()) {
            leased.add(run);
        }
    }

    void remove(Run run) {
        if (run.state() == RunState.QUEUED) {
            queued--;
            removeQueued(run);
            return;
        }
        running--;
        parked -= isParked(run) ? 1 : 0;
        if (!run.standing().cancelRequested() && !leased.remove(run)) {
            boolean found = abandoned.remove(run);
            assert found : run;
            parkedAbandoned -= isParked(run) ? 1 : 0;
        }
    }

    /** A queued run is given to nobody, but stays queued. */
    void hold(Run run) {
        removeQueued(run);
        held.add(run.number());
    }

    private void removeQueued(Run run) {
        if (held.remove(run.number())) {
            return;
        }
        Optional<String> project = run.project();
        if (project.isEmpty()) {
            boolean found = due.remove(run) || later.remove(run);
            assert found : run;
        } else if (!later.remove(run)) {
            projects.leave(project.get(), run);
        }
    }

    /** A run of a project could begin. */
    void offer(Run run) {
        due.add(run);
    }

    /** A run of a project could begin, and cannot any more. */
    void withdraw(Run run) {
        due.remove(run);
    }

    /** Let time pass. */
    void advance(Instant now) {
        while (!later.isEmpty() && !later.first().runAt().isAfter(now)) {
            Run run = later.pollFirst();
            run.project().ifPresentOrElse(project -> projects.join(project, run, this), () -> due.add(run));
        }
        while (!leased.isEmpty() && !leasedUntil(leased.first()).isAfter(now)) {
            Run run = leased.pollFirst();
            abandoned.add(run);
            parkedAbandoned += isParked(run) ? 1 : 0;
        }
    }

    /** Whether the lease of a run that may be taken over has run out. */
    boolean anyExpired(Instant now) {
        return !abandoned.isEmpty()
                || (!leased.isEmpty() && !leasedUntil(leased.first()).isAfter(now));
    }

    /** Whether a limit allows one more to begin or to go on: those that are parked do not count. */
    boolean hasRoom(int limit) {
        return running - parked < limit;
    }

    /**
     * The run that goes first, if the limit allows one more. An abandoned run is still RUNNING, so that it stands in the
     * way of the queued ones but not of itself.
     */
    Optional<Run> first(int limit) {
        int live = running - abandoned.size() - (parked - parkedAbandoned);
        Optional<Run> takenOver =
                abandoned.isEmpty() || live >= limit ? Optional.empty() : Optional.of(abandoned.first());
        Optional<Run> begun = due.isEmpty() || !hasRoom(limit) ? Optional.empty() : Optional.of(due.first());
        return Stream.concat(takenOver.stream(), begun.stream()).min(FIRST_SERVED);
    }

    /** The earliest moment at which time alone makes another run claimable. */
    Optional<Instant> nextDue() {
        Stream<Instant> nextQueued =
                later.isEmpty() ? Stream.empty() : Stream.of(later.first().runAt());
        Stream<Instant> nextExpired = leased.isEmpty() ? Stream.empty() : Stream.of(leasedUntil(leased.first()));
        return Stream.concat(nextQueued, nextExpired).min(Comparator.naturalOrder());
    }

    boolean isEmpty() {
        return running == 0 && queued == 0;
    }

    long queued() {
        return queued;
    }
}
