package dev.gantry.testkit;

import dev.gantry.store.Lease;
import dev.gantry.store.Run;
import dev.gantry.store.RunFilter;
import dev.gantry.store.RunQuery;
import dev.gantry.store.RunReader;
import dev.gantry.store.RunState;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;

/** Tells whether a run and those that it waits for have nothing to do before a later moment. */
final class Idleness {

    /** More than that are looked at in lots, so that one that is busy is found soon. */
    private static final int LOT = 100;

    private final RunReader runs;
    private final InstantSource clock;

    Idleness(RunReader runs, InstantSource clock) {
        this.runs = runs;
        this.clock = clock;
    }

    /** Whether the run is finished, or idle. */
    boolean ended(Run run) {
        return run.state().finished() || until(run).isPresent();
    }

    /** The earliest moment at which there is something to do; empty if there is now. */
    Optional<Instant> until(Run run) {
        if (run.state() == RunState.QUEUED) {
            return Optional.of(run.runAt()).filter(due -> due.isAfter(clock.instant()));
        }
        return waits(run) && !oneOfTheNewestIsBusy() ? untilOneOf(run.uuid()) : Optional.empty();
    }

    private static boolean waits(Run run) {
        return run.lease().map(Lease::parked).orElse(false);
    }

    /** Most often it is one of these: that saves looking through a tree of thousands. */
    private boolean oneOfTheNewestIsBusy() {
        return unfinished(Optional.empty(), OptionalLong.empty()).stream()
                .filter(run -> run.request().origin().parent().isPresent())
                .anyMatch(run -> run.state() == RunState.QUEUED ? until(run).isEmpty() : !waits(run));
    }

    private Optional<Instant> untilOneOf(UUID parent) {
        Optional<Instant> earliest = Optional.empty();
        OptionalLong below = OptionalLong.empty();
        List<Run> lot = unfinished(Optional.of(parent), below);
        while (!lot.isEmpty()) {
            for (Run child : lot) {
                Optional<Instant> moment = until(child);
                if (moment.isEmpty()) {
                    return Optional.empty();
                }
                earliest =
                        earliest.filter(other -> other.isBefore(moment.get())).or(() -> moment);
            }
            below = OptionalLong.of(lot.get(lot.size() - 1).number());
            lot = unfinished(Optional.of(parent), below);
        }
        return earliest;
    }

    private List<Run> unfinished(Optional<UUID> parent, OptionalLong below) {
        RunQuery.Kin kin = RunQuery.Kin.childrenOf(parent.map(Set::of).orElse(Set.of()));
        RunFilter unfinished = RunFilter.ALL.in(Set.of(RunState.QUEUED, RunState.RUNNING));
        return runs.list(new RunQuery(unfinished.of(kin), below, LOT));
    }
}
