package dev.gantry.verify;

import dev.gantry.cli.Terminal;
import dev.gantry.client.wire.WireJson;
import dev.gantry.verify.check.Violation;
import dev.gantry.verify.report.Failure;
import dev.gantry.verify.report.Sitting;
import dev.gantry.verify.server.JobsPlugin;
import dev.gantry.verify.server.Launcher;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Rounds, several at once, until it is enough. */
final class Campaign {

    private static final int SHOWN = 5;
    private static final int KEPT = 20;
    private static final double SECOND = TimeUnit.SECONDS.toNanos(1);

    private final Plan plan;
    private final Terminal terminal;
    private final Installation installation;
    private final long began = System.nanoTime();
    /** Its lock guards all that the players share. */
    private final Object lock = new Object();

    private Sitting sitting;
    private int played;

    Campaign(Plan plan, Terminal terminal, Installation installation) {
        this.plan = plan;
        this.terminal = terminal;
        this.installation = installation;
        String now = WireJson.text(installation.clock().instant());
        this.sitting = Sitting.begin(now, installation.build());
    }

    /** Play; what was found. */
    Sitting play() throws IOException, InterruptedException {
        Path scratch = Files.createTempDirectory("gantry-verify");
        terminal.err().println("seed " + plan.seed());
        Launcher launcher = new Launcher(installation.main().getName(), JobsPlugin.in(scratch.resolve("plugins")));
        ExecutorService players = Executors.newFixedThreadPool(plan.parallel());
        try {
            List<Future<Void>> all = new ArrayList<>();
            for (int i = 0; i < plan.parallel(); i++) {
                all.add(players.submit(() -> play(launcher, scratch)));
            }
            for (Future<Void> player : all) {
                player.get();
            }
        } catch (ExecutionException e) {
            throw new IOException("a round could not be played; what it left is in " + scratch, e.getCause());
        } finally {
            players.shutdownNow();
        }
        if (sitting.sound() && !plan.keep()) {
            delete(scratch);
        } else {
            terminal.err().println("kept " + scratch);
        }
        return sitting.called(plan.command(played));
    }

    private double seconds() {
        return (System.nanoTime() - began) / SECOND;
    }

    private Void play(Launcher launcher, Path scratch) throws IOException {
        for (Optional<Round> next = next(); next.isPresent(); next = next()) {
            Round round = next.get();
            Path folder = Files.createTempDirectory(scratch, round.kind().key() + "-");
            Round.Result result = round.play(launcher, folder);
            add(result, folder, scratch);
            if (result.violations().isEmpty() && !plan.keep()) {
                delete(folder);
            }
        }
        return null;
    }

    private Optional<Round> next() {
        synchronized (lock) {
            Optional<Round> next = plan.round(played, seconds());
            played += next.isPresent() ? 1 : 0;
            return next;
        }
    }

    private void add(Round.Result result, Path folder, Path scratch) throws IOException {
        Round round = result.round();
        List<String> violations =
                result.violations().stream().map(Violation::shown).toList();
        List<Failure> failures = violations.isEmpty()
                ? List.of()
                : List.of(new Failure(
                        round.command(), violations.stream().limit(KEPT).toList()));
        synchronized (lock) {
            sitting = sitting.plus(round.kind(), result.tally(), failures, seconds());
            String line = sitting.line();
            terminal.err().print(terminal.interactive() ? "\r\033[K" + line : line + "\n");
            if (!violations.isEmpty()) {
                Path kept = scratch.resolveSibling(scratch.getFileName() + ".seeds");
                Seeds.add(kept, round, "%s: %s".formatted(sitting.build(), violations.get(0)));
                terminal.err().printf("%nviolated in %s; again: %s; kept in %s%n", folder, round.command(), kept);
                violations.stream().limit(SHOWN).forEach(terminal.err()::println);
            }
            terminal.err().flush();
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
