package dev.gantry.engine.simulation;

import dev.gantry.store.ClaimRequest;
import dev.gantry.store.Claims;
import dev.gantry.store.Completion;
import dev.gantry.store.LeaseRef;
import dev.gantry.store.RunUpdate;
import dev.gantry.store.memory.Change;
import dev.gantry.store.memory.Ledger;
import dev.gantry.store.memory.Row;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/** What a planted {@link Mutation} makes of the calls and answers of the store and of timers; nothing, if there is none. */
final class PlantedFaults {

    private static final int NOW_AND_THEN = 10;
    private static final Duration CUT = Duration.ofSeconds(15);

    private final Optional<Mutation> planted;
    private final Random random;

    PlantedFaults(Optional<Mutation> planted, Random random) {
        this.planted = planted;
        this.random = random;
    }

    boolean has(Mutation mutation) {
        return planted.equals(Optional.of(mutation));
    }

    private boolean nowAndThen(Mutation mutation) {
        return has(mutation) && random.nextInt(NOW_AND_THEN) == 0;
    }

    boolean keepsUntold() {
        return nowAndThen(Mutation.CHANGES_UNTOLD);
    }

    boolean losesTimer() {
        return nowAndThen(Mutation.TIMERS_LOST);
    }

    boolean losesCompletions() {
        return has(Mutation.COMPLETIONS_LOST);
    }

    boolean answersTooEarly() {
        return has(Mutation.ANSWERED_TOO_EARLY);
    }

    Instant timeOfClaims(Instant now) {
        return has(Mutation.LEASES_CUT_SHORT) ? now.plus(CUT) : now;
    }

    ClaimRequest wish(ClaimRequest request) {
        if (!has(Mutation.JOB_LIMITS_IGNORED)) {
            return request;
        }
        Map<String, Integer> unlimited = new HashMap<>(request.limits());
        unlimited.replaceAll((jobType, limit) -> Integer.MAX_VALUE);
        return new ClaimRequest(
                request.worker(),
                request.max(),
                request.ahead(),
                request.lease(),
                unlimited,
                request.resuming(),
                request.holding());
    }

    Claims claims(ClaimRequest request, Claims answer) {
        if (has(Mutation.NEXT_DUE_UNSAID)) {
            return new Claims(answer.claims(), answer.resumed(), Optional.empty());
        }
        if (has(Mutation.RESUMED_UNASKED)) {
            Set<LeaseRef> all = new LinkedHashSet<>(answer.resumed());
            all.addAll(request.resuming());
            return new Claims(answer.claims(), List.copyOf(all), answer.nextDueIn());
        }
        return answer;
    }

    List<RunUpdate> updates(List<RunUpdate> updates, Ledger ledger) {
        return has(Mutation.FENCES_FORGOTTEN)
                ? updates.stream().map(update -> current(update, ledger)).toList()
                : updates;
    }

    List<Completion> completions(List<Completion> completions, Ledger ledger) {
        return has(Mutation.FENCES_FORGOTTEN)
                ? completions.stream()
                        .map(end -> new Completion(current(end.last(), ledger), end.ending()))
                        .toList()
                : completions;
    }

    private static RunUpdate current(RunUpdate update, Ledger ledger) {
        long fence = ledger.find(update.uuid()).map(row -> row.run().fence()).orElse(update.fence());
        return new RunUpdate(update.uuid(), fence, update.progress(), update.log(), update.data());
    }

    /** What a cancel changed, the run itself first. */
    List<Change> cancelled(List<Change> changes, Ledger ledger) {
        if (!has(Mutation.CHILDREN_SPARED) || changes.size() < 2) {
            return changes;
        }
        ledger.undo(changes.subList(1, changes.size()));
        return changes.subList(0, 1);
    }

    /** Let the store overlook the limits of projects. */
    void overlookLimits(Ledger ledger, Collection<Row> rows) {
        if (has(Mutation.PROJECT_LIMITS_IGNORED)) {
            rows.forEach(row -> row.run().project().ifPresent(project -> ledger.loadLimit(project, 100)));
        }
    }

    /** Whether a worker does not get to ask for runs. */
    boolean keepsFromAsking() {
        return nowAndThen(Mutation.FREE_SLOTS_UNNOTICED);
    }
}
