package dev.gantry.verify;

import dev.gantry.store.mapdb.drill.PlantedBug;
import dev.gantry.verify.check.Checker;
import dev.gantry.verify.check.Violation;
import dev.gantry.verify.fault.FaultKind;
import dev.gantry.verify.fault.Scene;
import dev.gantry.verify.history.History;
import dev.gantry.verify.load.Reading;
import dev.gantry.verify.report.Tally;
import dev.gantry.verify.server.Folders;
import dev.gantry.verify.server.Launcher;
import dev.gantry.verify.server.StartFailure;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;

/**
 * Servers on one folder: some that a fault befalls, then one in whose life all comes to its end and is read.
 *
 * @param kind the fault
 * @param seed decides all that is left to chance, except what the machine does
 * @param bug what is planted, if anything
 */
record Round(FaultKind kind, long seed, Optional<PlantedBug> bug) {

    private static final double SECOND = TimeUnit.SECONDS.toNanos(1);
    private static final Duration SHORT_RETENTION = Duration.ofSeconds(3);

    /** What came of a round. */
    record Result(Round round, Tally tally, List<Violation> violations) {}

    /** Play it in a new folder. */
    Result play(Launcher launcher, Path folder) throws IOException {
        long began = System.nanoTime();
        SplittableRandom random = new SplittableRandom(seed);
        Folders folders = Folders.in(folder);
        Scene scene = new Scene(launcher, folders, bug, retention(random), random.split());
        int lives = kind.lives(random);
        for (int life = 0; life < lives; life++) {
            scene.live(kind.fault());
            if (random.nextInt(4) == 0) {
                scene.dieAtStart(kind.fault());
            }
        }
        return conclude(scene, began);
    }

    private Optional<Duration> retention(SplittableRandom random) {
        boolean drops = (kind == FaultKind.KILL || kind == FaultKind.POWER || kind == FaultKind.POINTS)
                && random.nextInt(3) == 0;
        return drops ? Optional.of(SHORT_RETENTION) : Optional.empty();
    }

    private Result conclude(Scene scene, long began) throws IOException {
        List<History.End> ends = new ArrayList<>();
        List<Violation> violations = new ArrayList<>();
        History history;
        try {
            scene.quietly(server -> {
                Reading reading = new Reading(server);
                reading.awaitQuiet();
                ends.add(reading.end());
            });
            history = scene.recorder().history(scene.folders().witness(), ends.get(0));
            violations.addAll(Checker.check(history));
            if (violations.isEmpty()) {
                kind.fault().befallFiles(scene);
            }
        } catch (StartFailure e) {
            violations.add(new Violation("a server starts again, whatever befell the one before it", e.getMessage()));
            history = scene.recorder().history(scene.folders().witness(), History.End.UNKNOWN);
        }
        violations.addAll(scene.violations());
        double seconds = (System.nanoTime() - began) / SECOND;
        return new Result(this, Tally.of(history, scene.figures(), violations.size(), seconds), violations);
    }

    /** The command that plays it again. */
    String command() {
        return "gantry verify --faults %s --rounds 1 --seed %d%s"
                .formatted(
                        kind.key(),
                        seed,
                        bug.map(planted -> " --plant " + planted.key()).orElse(""));
    }
}
