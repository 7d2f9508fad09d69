package dev.gantry.verify;

import dev.gantry.store.mapdb.drill.PlantedBug;
import dev.gantry.verify.fault.FaultKind;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.Collectors;

/**
 * What to play.
 *
 * @param first these rounds, whatever time they take
 * @param kinds then these faults in turn
 * @param enough until it is
 * @param seed of the first of those
 * @param bug what is planted, if anything
 * @param parallel how many rounds at once
 * @param keep whether the folders of all rounds stay, not only of those that found something
 */
record Plan(
        List<Round> first,
        List<FaultKind> kinds,
        Enough enough,
        long seed,
        Optional<PlantedBug> bug,
        int parallel,
        boolean keep) {

    /** When it is enough: after so many rounds, or once so much time has passed and every kind had its turn. */
    record Enough(Optional<Integer> rounds, Duration time) {

        private boolean is(int played, int kinds, double seconds) {
            return rounds.map(wanted -> played >= wanted)
                    .orElseGet(() -> played >= kinds && seconds * 1_000 >= time.toMillis());
        }
    }

    /** The next round, after so many and so much time; empty if it is enough. */
    Optional<Round> round(int played, double seconds) {
        if (played < first.size()) {
            return Optional.of(first.get(played));
        }
        int number = played - first.size();
        return enough.is(number, kinds.size(), seconds)
                ? Optional.empty()
                : Optional.of(new Round(kinds.get(number % kinds.size()), seed(number), bug));
    }

    /** What plays the same rounds again, given how many were played. */
    String command(int played) {
        String faults = kinds.stream().map(FaultKind::key).collect(Collectors.joining(","));
        return "gantry verify%s --seed %d --faults %s --rounds %d"
                .formatted(first.isEmpty() ? "" : " --regressions", seed, faults, played - first.size());
    }

    /** The seed of a round: that of the first is the plan's own, so that one round is played again by its seed. */
    private long seed(int number) {
        return number == 0 ? seed : new SplittableRandom(seed + number).nextLong() >>> 1;
    }
}
