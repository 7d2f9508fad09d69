package dev.gantry.benchmarks;

import dev.gantry.benchmarks.contender.Contender;
import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Measures parts of contenders in turn, round by round, each contender in a process of its own. */
final class Rounds {

    private final Options options;
    private final Results results;
    private final PrintStream progress;

    Rounds(Options options, Results results, PrintStream progress) {
        this.options = options;
        this.results = results;
        this.progress = progress;
    }

    /**
     * Measure.
     *
     * @param settings of Java, for each process
     */
    void measure(Collection<Contender> contenders, Collection<Part> parts, List<String> settings) throws IOException {
        List<ContenderFork> forks = new ArrayList<>();
        try {
            for (Contender contender : contenders) {
                forks.add(ContenderFork.start(contender, options, settings));
            }
            for (ContenderFork fork : forks) {
                warmUp(fork, parts);
            }
            for (int round = 1; round <= options.rounds(); round++) {
                for (Part part : parts) {
                    for (ContenderFork fork : forks) {
                        if (part.concerns(fork.contender())) {
                            measure(fork, part, round);
                        }
                    }
                }
            }
        } finally {
            forks.forEach(ContenderFork::close);
        }
    }

    private void warmUp(ContenderFork fork, Collection<Part> parts) throws IOException {
        List<Part> warmedUp = parts.stream()
                .filter(part -> part.isWarmedUp() && part.concerns(fork.contender()))
                .toList();
        if (!warmedUp.isEmpty()) {
            progress.println("warming up " + fork.contender().title());
            fork.warmUp(warmedUp);
        }
    }

    private void measure(ContenderFork fork, Part part, int round) throws IOException {
        progress.printf(
                "round %d of %d: %s, %s%n",
                round, options.rounds(), part.key(), fork.contender().title());
        fork.measure(
                part,
                sample -> {
                    progress.println("  " + sample.line());
                    results.add(fork.contender(), sample);
                },
                why -> {
                    progress.println("  failed: " + why);
                    results.failed(fork.contender(), part, why);
                });
    }
}
