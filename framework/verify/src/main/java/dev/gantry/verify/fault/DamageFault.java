package dev.gantry.verify.fault;

import dev.gantry.client.GantryException;
import dev.gantry.verify.history.FilePart;
import dev.gantry.verify.history.FinalRun;
import dev.gantry.verify.history.History;
import dev.gantry.verify.history.Listing;
import dev.gantry.verify.history.Sighting;
import dev.gantry.verify.load.Reading;
import dev.gantry.verify.server.StartFailure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * A file of a stopped server is damaged, again and again, each time on a copy of what it left. Either the server does not
 * start and names the file, or it serves all as it was, except what it answers with a problem.
 */
final class DamageFault implements Fault {

    private static final String RULE = "damage is reported and never served";
    private static final int TRIALS = 4;
    private static final int FIRST_PROBLEM = 500;

    private final Damage damage;

    DamageFault(Damage damage) {
        this.damage = damage;
    }

    @Override
    public void befall(Life life) {
        life.answer(300, 600);
    }

    /** What was right, and which run is not part of it. */
    private record Right(History.End end, UUID sentinel) {}

    @Override
    public void befallFiles(Scene scene) throws IOException, StartFailure {
        List<Right> read = new ArrayList<>();
        scene.quietly(server -> {
            Reading reading = new Reading(server);
            History.End end = reading.end();
            // A damaged last frame cannot be told from one that was never acknowledged.
            read.add(new Right(end, reading.leaveSentinel()));
        });
        Right right = read.get(0);
        Backup backup =
                Backup.of(scene.folders().store(), scene.folders().root().resolve("store-copy"));
        for (int trial = 0; trial < TRIALS; trial++) {
            Path file = damage.strike(backup, scene.random());
            scene.figures().addDamage(isReported(scene, file, right));
            backup.restore();
        }
    }

    /** Whether the damage was reported; if it was neither that nor harmless, a rule is violated. */
    private boolean isReported(Scene scene, Path file, Right right) throws IOException {
        Verdict verdict = new Verdict();
        String name = file.getFileName().toString();
        try {
            scene.quietly(server -> compare(new Reading(server), right, verdict));
        } catch (StartFailure e) {
            verdict.reported = true;
            if (damage == Damage.TORN) {
                verdict.wrong.add("what a crash can leave is to be cut, but " + e.getMessage());
            } else if (!e.getMessage().contains(name)) {
                verdict.wrong.add("the file was expected to be named, but " + e.getMessage());
            }
        }
        if (!verdict.wrong.isEmpty()) {
            scene.violated(
                    RULE,
                    "%s of %s: %s (and %d more)"
                            .formatted(damage, name, verdict.wrong.get(0), verdict.wrong.size() - 1));
        }
        return verdict.reported;
    }

    /** What came of a damage. */
    private static final class Verdict {
        private final List<String> wrong = new ArrayList<>();
        private boolean reported;

        private void add(String what, GantryException e) {
            reported |= e.status() >= FIRST_PROBLEM;
            if (e.status() < FIRST_PROBLEM) {
                wrong.add("expected %s, was answered: %s".formatted(what, e.getMessage()));
            }
        }
    }

    private static void compare(Reading reading, Right right, Verdict verdict) {
        for (FinalRun run : right.end().runs()) {
            try {
                FinalRun now = reading.run(run.uuid());
                Map<String, FilePart> files = reading.files(run);
                if (!files.equals(right.end().files().getOrDefault(run.uuid(), Map.of()))) {
                    verdict.wrong.add("run %s was served with the files %s".formatted(run.uuid(), files));
                }
                Optional<Sighting> stash = reading.stash(run);
                if (!now.equals(run)
                        || !stash.equals(
                                Optional.ofNullable(right.end().stashes().get(run.uuid())))) {
                    verdict.wrong.add("expected %s, was served %s with the stash %s".formatted(run, now, stash));
                }
            } catch (GantryException e) {
                verdict.add("run " + run.uuid(), e);
            } catch (UncheckedIOException cutOff) {
                // Of an answer that has begun, its end is all that can still be refused.
                verdict.reported = true;
            }
        }
        for (Listing listing : right.end().listings()) {
            try {
                List<UUID> now = new ArrayList<>(reading.again(listing).runs());
                now.remove(right.sentinel());
                if (!now.equals(listing.runs())) {
                    verdict.wrong.add("expected %s, was served %s".formatted(listing, now));
                }
            } catch (GantryException e) {
                verdict.add("a list", e);
            }
        }
    }
}
