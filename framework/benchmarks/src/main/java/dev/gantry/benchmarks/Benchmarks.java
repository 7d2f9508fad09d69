package dev.gantry.benchmarks;

import dev.gantry.benchmarks.contender.Contender;
import dev.gantry.benchmarks.families.FamilyTable;
import dev.gantry.benchmarks.scale.ScaleTable;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Measures Gantry, its peers and the limit of the disk in turn, round by round, and prints one table. */
public final class Benchmarks {

    private final Options options;
    private final Results results = new Results();
    private String families = "";
    private String scale = "";
    private final PrintStream progress;

    private Benchmarks(Options options, PrintStream progress) {
        this.options = options;
        this.progress = progress;
    }

    /** See the README. The table goes to standard output, what is being done to standard error. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        Options options;
        try {
            options = Options.parse(List.of(arguments));
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage() + "\n" + Options.USAGE);
            System.exit(2);
            return;
        }
        Benchmarks benchmarks = new Benchmarks(options, System.err);
        benchmarks.run();
        System.out.println(benchmarks.report());
    }

    private void run() throws IOException, InterruptedException {
        if (!inside().isEmpty()) {
            measureContenders();
        }
        if (options.parts().contains(Part.START)) {
            startServers();
        }
        if (options.parts().contains(Part.JOBS)) {
            families = new FamilyTable((main, arguments) -> Jvm.command(ContenderFork.MEMORY, main, arguments))
                    .measure(options.rounds());
        }
        if (options.parts().contains(Part.SCALE)) {
            scale = measureScale();
        }
    }

    private String measureScale() throws IOException, InterruptedException {
        Path folder = Folders.make();
        try {
            return new ScaleTable(new ServerCommands(options.launcher()), folder)
                    .measure(options.scale().retained(), options.scale().queued());
        } finally {
            Folders.delete(folder);
        }
    }

    private void measureContenders() throws IOException {
        List<ContenderFork> forks = new ArrayList<>();
        try {
            for (Contender contender : options.contenders()) {
                forks.add(ContenderFork.start(contender, options));
            }
            for (int round = 0; round <= options.rounds(); round++) {
                for (Part part : inside()) {
                    for (ContenderFork fork : forks) {
                        int times = round == 0 ? part.warmUps() : 1;
                        for (int i = 0; i < times; i++) {
                            measure(fork, part, round);
                        }
                    }
                }
            }
        } finally {
            for (ContenderFork fork : forks) {
                fork.close();
            }
        }
    }

    private Set<Part> inside() {
        Set<Part> parts = EnumSet.copyOf(options.parts());
        parts.remove(Part.START);
        parts.remove(Part.JOBS);
        parts.remove(Part.SCALE);
        return parts;
    }

    private void measure(ContenderFork fork, Part part, int round) throws IOException {
        if (!part.concerns(fork.contender())) {
            return;
        }
        progress.printf(
                "round %d of %d: %s, %s%n",
                round, options.rounds(), part.key(), fork.contender().title());
        fork.measure(
                part,
                sample -> {
                    progress.println("  " + sample.line());
                    if (round > 0) {
                        results.add(fork.contender(), sample);
                    }
                },
                why -> {
                    progress.println("  failed: " + why);
                    results.failed(fork.contender(), part, why);
                });
    }

    private void startServers() throws IOException, InterruptedException {
        try (ServerStarts starts = ServerStarts.prepare(new ServerCommands(options.launcher()))) {
            for (int round = 1; round <= options.rounds(); round++) {
                progress.printf("round %d of %d: start%n", round, options.rounds());
                starts.measure(sample -> results.add(Contender.GANTRY, sample));
            }
        }
    }

    private String report() {
        StringBuilder report = new StringBuilder();
        if (!inside().isEmpty() || options.parts().contains(Part.START)) {
            report.append(new Table(results).markdown()).append('\n').append(conditions());
        }
        report.append(families).append(scale);
        results.failures().forEach(failure -> report.append("\nFailed: ").append(failure));
        return report.toString();
    }

    private String conditions() {
        return """
                Java %s, %d processors, %s %s; Gantry with %d slots. Median (least–most) of %d rounds of %s s; \
                `/n %%`: other processes used n %% of the processors meanwhile, where it was 10 %% or more. Ratios: more than 1 is \
                better for Gantry, also where less is better; the median over rounds.""".formatted(
                        Runtime.version(),
                        Runtime.getRuntime().availableProcessors(),
                        System.getProperty("os.name"),
                        System.getProperty("os.version"),
                        options.slots(),
                        options.rounds(),
                        options.each().toMillis() / 1e3);
    }
}
