package dev.gantry.verify;

import dev.gantry.cli.Terminal;
import dev.gantry.store.mapdb.drill.PlantedBug;
import dev.gantry.verify.check.Violation;
import dev.gantry.verify.fault.FaultKind;
import dev.gantry.verify.server.JobsPlugin;
import dev.gantry.verify.server.Launcher;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/** Rounds of all kinds in turn, until it is enough. */
final class Campaign {

    private static final int SHOWN = 5;

    private final Plan plan;
    private final Terminal terminal;
    private final String main;

    /**
     * What to play.
     *
     * @param kinds the faults
     * @param enough when it is
     * @param seed of the first round
     * @param bug what is planted, if anything
     * @param keep whether the folders of all rounds stay, not only of those that found something
     */
    record Plan(List<FaultKind> kinds, Enough enough, long seed, Optional<PlantedBug> bug, boolean keep) {

        /** The seed of a round: that of the first is the campaign's own, so that one round is played again by its seed. */
        long seed(int round) {
            return round == 0 ? seed : new SplittableRandom(seed + round).nextLong() >>> 1;
        }
    }

    /** When it is enough: after so many rounds, or once so much time has passed and every kind had its turn. */
    record Enough(Optional<Integer> rounds, Duration time) {

        private boolean is(int played, int kinds, long nanos) {
            return rounds.map(wanted -> played >= wanted).orElseGet(() -> played >= kinds && nanos >= time.toNanos());
        }
    }

    Campaign(Plan plan, Terminal terminal, String main) {
        this.plan = plan;
        this.terminal = terminal;
        this.main = main;
    }

    /** Play; the report. */
    Report play() throws IOException {
        Path scratch = Files.createTempDirectory("gantry-verify");
        Launcher launcher = new Launcher(main, JobsPlugin.in(scratch.resolve("plugins")));
        long began = System.nanoTime();
        Report report = new Report(plan);
        for (int i = 0; !plan.enough().is(i, plan.kinds().size(), System.nanoTime() - began); i++) {
            Round round = new Round(plan.kinds().get(i % plan.kinds().size()), plan.seed(i), plan.bug());
            Path folder =
                    scratch.resolve("round-%05d-%s".formatted(i, round.kind().key()));
            Round.Result result = round.play(launcher, folder);
            report.add(result, System.nanoTime() - began);
            show(report, result, folder);
        }
        if (report.sound() && !plan.keep()) {
            delete(scratch);
        } else {
            terminal.err().println("kept " + scratch);
        }
        return report;
    }

    private void show(Report report, Round.Result result, Path folder) throws IOException {
        terminal.err().print(terminal.interactive() ? "\r\033[K" + report.line() : report.line() + "\n");
        terminal.err().flush();
        if (result.violations().isEmpty()) {
            if (!plan.keep()) {
                delete(folder);
            }
            return;
        }
        terminal.err()
                .printf("%nviolated in %s; again: %s%n", folder, result.round().command());
        result.violations().stream().limit(SHOWN).map(Violation::shown).forEach(terminal.err()::println);
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
