package dev.gantry.benchmarks;

import dev.gantry.benchmarks.contender.Contender;
import dev.gantry.benchmarks.families.FamilyTable;
import dev.gantry.benchmarks.scale.ScaleTable;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** Measures Gantry, its peers and the limit of the disk in turn, round by round, and prints one table. */
public final class Benchmarks {

    private final Options options;
    private final Results results = new Results();
    private String families = "";
    private String scale = "";
    private String postgres = "";
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
            new Rounds(options, results, progress)
                    .measure(contenders(contender -> !contender.isOnPostgres()), inside(), List.of());
        }
        if (options.parts().contains(Part.START)) {
            startServers();
        }
        if (options.parts().contains(Part.JOBS)) {
            families = new FamilyTable((main, arguments) -> Jvm.command(ContenderFork.MEMORY, main, arguments))
                    .measure(options.rounds());
        }
        if (options.parts().contains(Part.POSTGRES)) {
            measurePostgres();
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

    private void measurePostgres() throws IOException {
        try (PostgresServer server = PostgresServer.start()) {
            List<String> settings = new ArrayList<>(server.settings());
            settings.add("-D%s=%d"
                    .formatted(HistoryMeasurement.FINISHED, options.postgres().finished()));
            Results onPostgres = new Results();
            new Rounds(options, onPostgres, progress)
                    .measure(
                            contenders(Contender::isOnPostgres),
                            options.postgres().parts(),
                            settings);
            postgres = "\nOn PostgreSQL %s, with %,d finished runs where it says so:\n\n"
                            .formatted(server.version(), options.postgres().finished())
                    + new Table(onPostgres, Contender.GANTRY_POSTGRES, List.of(Contender.BARE_SQL)).markdown()
                    + "\n" + conditions() + "\n";
            onPostgres.failures().forEach(failure -> postgres += "\nFailed: " + failure);
        } catch (SQLException e) {
            throw new IOException("the database server cannot be asked", e);
        }
    }

    private List<Contender> contenders(Predicate<Contender> which) {
        return options.contenders().stream().filter(which).toList();
    }

    private Set<Part> inside() {
        Set<Part> parts = EnumSet.copyOf(options.parts());
        parts.remove(Part.START);
        parts.remove(Part.JOBS);
        parts.remove(Part.SCALE);
        parts.remove(Part.POSTGRES);
        return parts;
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
            report.append(new Table(
                                    results,
                                    Contender.GANTRY,
                                    List.of(Contender.BARE_LOG, Contender.GANTRY_WITHOUT_STORE))
                            .markdown())
                    .append('\n')
                    .append(conditions());
        }
        report.append(families).append(scale).append(postgres);
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
