package dev.gantry.benchmarks;

import dev.gantry.benchmarks.contender.Contender;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** All that was measured. */
final class Results {

    private final Map<Contender, Map<Figure, List<Sample>>> samples = new EnumMap<>(Contender.class);
    private final List<String> failures = new ArrayList<>();

    void add(Contender contender, Sample sample) {
        samples.computeIfAbsent(contender, key -> new EnumMap<>(Figure.class))
                .computeIfAbsent(sample.figure(), key -> new ArrayList<>())
                .add(sample);
    }

    void failed(Contender contender, Part part, String why) {
        failures.add("%s, %s: %s".formatted(contender.title(), part.key(), why));
    }

    List<String> failures() {
        return failures;
    }

    /** The samples of a figure of a contender, one of each round; empty if it was not measured. */
    List<Sample> of(Contender contender, Figure figure) {
        return samples.getOrDefault(contender, Map.of()).getOrDefault(figure, List.of());
    }

    /** Whether anybody's was measured. */
    boolean has(Figure figure) {
        return samples.values().stream().anyMatch(figures -> figures.containsKey(figure));
    }

    /** Whether anything of it was measured. */
    boolean has(Contender contender) {
        return samples.containsKey(contender);
    }
}
