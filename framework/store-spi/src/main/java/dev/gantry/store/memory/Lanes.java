package dev.gantry.store.memory;

import dev.gantry.store.Run;
import dev.gantry.store.RunState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Every unfinished run in the order in which it may be claimed: a {@link Lane} for each job type. */
final class Lanes {

    private final Projects projects;
    private final Map<String, Lane> lanes = new HashMap<>();
    /** RUNNING runs whose cancel was requested: nobody may take them over. */
    private final TreeSet<Run> doomed = new TreeSet<>(Lane.FIRST_EXPIRED);

    Lanes(Projects projects) {
        this.projects = projects;
    }

    /** A run is as it is now. */
    void replace(Run before, Run after) {
        boolean goesOn = before.state() == RunState.RUNNING && after.state() == RunState.RUNNING;
        remove(before);
        if (!goesOn) {
            countEnd(before);
            countBegin(after);
        }
        add(after);
        tidy(after);
    }

    /** A run is new. */
    void put(Run run) {
        countBegin(run);
        add(run);
    }

    /** A run is not here any more. */
    void drop(Run run) {
        remove(run);
        countEnd(run);
        tidy(run);
    }

    private void countBegin(Run run) {
        if (run.state() == RunState.RUNNING) {
            run.project().ifPresent(projects::begin);
        }
    }

    private void countEnd(Run run) {
        if (run.state() == RunState.RUNNING) {
            run.project().ifPresent(projects::end);
        }
    }

    /** Whether the limit of its job lets a parked run go on; one of a job that is not named there goes on. */
    boolean mayResume(Run run, Map<String, Integer> limits) {
        return lanes.get(run.jobType()).hasRoom(limits.getOrDefault(run.jobType(), Integer.MAX_VALUE));
    }

    /** A run that is QUEUED stays so: it is given to nobody, until it is put here anew. */
    void hold(Run run) {
        lanes.get(run.jobType()).hold(run);
    }

    private void add(Run run) {
        if (run.state().finished()) {
            return;
        }
        lanes.computeIfAbsent(run.jobType(), type -> new Lane(projects)).add(run);
        if (isDoomed(run)) {
            doomed.add(run);
        }
    }

    private void remove(Run run) {
        if (run.state().finished()) {
            return;
        }
        lanes.get(run.jobType()).remove(run);
        if (isDoomed(run)) {
            doomed.remove(run);
        }
    }

    private void tidy(Run run) {
        Lane lane = lanes.get(run.jobType());
        if (lane != null && lane.isEmpty()) {
            lanes.remove(run.jobType());
        }
    }

    private static boolean isDoomed(Run run) {
        return run.state() == RunState.RUNNING && run.standing().cancelRequested();
    }

    /** The cancelled runs whose worker has let its lease run out. */
    List<Run> doomed(Instant now) {
        List<Run> expired = new ArrayList<>();
        for (Run run : doomed) {
            if (run.lease().orElseThrow().until().isAfter(now)) {
                break;
            }
            expired.add(run);
        }
        return expired;
    }

    /** Whether the lease of any run has run out. */
    boolean anyExpired(Instant now) {
        return (!doomed.isEmpty() && !Lane.leasedUntil(doomed.first()).isAfter(now))
                || lanes.values().stream().anyMatch(lane -> lane.anyExpired(now));
    }

    /** The runs to claim in order; each answer must be claimed before the next question. */
    Selection select(Map<String, Integer> limits, Instant now) {
        List<Map.Entry<Lane, Integer>> open = new ArrayList<>();
        boolean fewLanes = lanes.size() <= limits.size();
        for (String jobType : fewLanes ? lanes.keySet() : limits.keySet()) {
            Lane lane = lanes.get(jobType);
            Integer limit = limits.get(jobType);
            if (lane != null && limit != null) {
                lane.advance(now);
                open.add(Map.entry(lane, limit));
            }
        }
        return new Selection(
                open,
                doomed.isEmpty() ? Optional.empty() : doomed.first().lease().map(lease -> lease.until()));
    }

    Map<String, Long> queued() {
        Map<String, Long> counts = new TreeMap<>();
        lanes.forEach((jobType, lane) -> {
            if (lane.queued() > 0) {
                counts.put(jobType, lane.queued());
            }
        });
        return counts;
    }

    /** The lanes that one claim may take from, merged. */
    static final class Selection {

        private record Head(Run run, Lane lane, int limit) {

            private boolean isGone() {
                return run.project().isPresent()
                        && lane.first(limit)
                                .filter(first -> first.number() == run.number())
                                .isEmpty();
            }
        }

        private final List<Map.Entry<Lane, Integer>> open;
        private final Optional<Instant> nextDoomed;
        private final PriorityQueue<Head> heads =
                new PriorityQueue<>(Comparator.comparing(Head::run, Lane.FIRST_SERVED));

        private Selection(List<Map.Entry<Lane, Integer>> open, Optional<Instant> nextDoomed) {
            this.open = open;
            this.nextDoomed = nextDoomed;
            open.forEach(entry -> offer(entry.getKey(), entry.getValue()));
        }

        private void offer(Lane lane, int limit) {
            lane.first(limit).ifPresent(run -> heads.add(new Head(run, lane, limit)));
        }

        /** Whether there is a run to claim. */
        boolean hasNext() {
            // A claim may have taken the last place in a project, of which another lane has the next run at its head.
            while (!heads.isEmpty() && heads.element().isGone()) {
                Head gone = heads.remove();
                offer(gone.lane(), gone.limit());
            }
            return !heads.isEmpty();
        }

        /** The next run, if there is one. */
        Run peek() {
            return heads.element().run();
        }

        /** Take the next run, by handing it to the one who claims it. */
        void next(Consumer<Run> claim) {
            Head head = heads.remove();
            claim.accept(head.run());
            offer(head.lane(), head.limit());
        }

        /** The earliest moment at which time alone makes another run claimable. */
        Optional<Instant> nextDue() {
            return Stream.concat(nextDoomed.stream(), open.stream().flatMap(entry -> entry.getKey().nextDue().stream()))
                    .min(Comparator.naturalOrder());
        }
    }
}
