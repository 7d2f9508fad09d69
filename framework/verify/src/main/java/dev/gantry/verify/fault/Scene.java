package dev.gantry.verify.fault;

import dev.gantry.store.mapdb.drill.Drill;
import dev.gantry.store.mapdb.drill.PlantedBug;
import dev.gantry.store.mapdb.drill.Switchboard;
import dev.gantry.verify.check.Violation;
import dev.gantry.verify.load.Recorder;
import dev.gantry.verify.load.Workload;
import dev.gantry.verify.server.Folders;
import dev.gantry.verify.server.Launcher;
import dev.gantry.verify.server.Server;
import dev.gantry.verify.server.StartFailure;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;

/** One round: its folder, its chance, its history, and the servers that live in it one after the other. */
public final class Scene {

    private static final int HALTED = 137;
    /** Before it, a server only loads classes. */
    private static final double START_OF_RECOVERY = 0.5;

    private final Launcher launcher;
    private final Folders folders;
    private final Optional<PlantedBug> bug;
    private final Optional<Duration> retention;
    private final SplittableRandom random;
    private final Recorder recorder = new Recorder();
    private final List<Violation> violations = new ArrayList<>();
    private final Figures figures = new Figures();
    private long timeToReady = TimeUnit.SECONDS.toNanos(1);

    /**
     * Set one.
     *
     * @param bug what is planted, if anything
     * @param retention how long servers keep finished runs until the last one, if they drop any
     */
    public Scene(
            Launcher launcher,
            Folders folders,
            Optional<PlantedBug> bug,
            Optional<Duration> retention,
            SplittableRandom random) {
        this.launcher = launcher;
        this.folders = folders;
        this.bug = bug;
        this.retention = retention;
        this.random = random;
    }

    /** Where its files are. */
    public Folders folders() {
        return folders;
    }

    /** What is left to chance. */
    SplittableRandom random() {
        return random;
    }

    /** Writes down what happens. */
    public Recorder recorder() {
        return recorder;
    }

    /** What is counted. */
    public Figures figures() {
        return figures;
    }

    Switchboard switches() {
        return new Switchboard(folders.control());
    }

    /** What was found that must not be. */
    public List<Violation> violations() {
        return List.copyOf(violations);
    }

    /** Something was found that must not be. */
    void violated(String rule, String what) {
        violations.add(new Violation(rule, what));
    }

    private Drill quiet(Duration lease) {
        return Drill.quiet(folders.control(), lease, random.nextLong()).with(bug);
    }

    /** A server works under load until a fault befalls it. */
    public void live(Fault fault) throws IOException {
        Drill drill = fault.drill(quiet(fault.lease()), this);
        Server server = launcher.start(folders, drill, retention);
        figures.addDeath(drill);
        try (server) {
            server.awaitReady();
            timeToReady = System.nanoTime() - server.started();
            Life life = new Life(this, server, retention);
            drill.writeBack().ifPresent(percent -> life.unforcedLost());
            try (Workload load =
                    Workload.start(server, recorder, folders.witness(), retention.isEmpty(), random.split())) {
                fault.befall(life);
                server.kill();
                life.ended();
            }
        } catch (StartFailure e) {
            if (e.exitStatus() != HALTED || drill.halt().isEmpty()) {
                violated("a server starts again, whatever befell the one before it", e.getMessage());
            }
        }
    }

    /** A server dies while it recovers from what befell the one before it, or as soon as it is ready. */
    public void dieAtStart(Fault fault) throws IOException {
        Drill drill = fault.drill(quiet(fault.lease()), this);
        Server server = launcher.start(folders, drill, retention);
        figures.addDeath(drill);
        try (server) {
            server.awaitReady((long) (timeToReady * random.nextDouble(START_OF_RECOVERY, 1)));
        }
    }

    /** A server that nothing befalls, and that drops nothing. */
    Server startQuiet() throws IOException {
        return launcher.start(folders, quiet(Fault.LONG_LEASE), Optional.empty());
    }

    /** What somebody does with a server. */
    public interface Use {

        /** Do it. */
        void with(Server server) throws IOException;
    }

    /** Let a server that nothing befalls do something; it is killed afterwards. */
    public void quietly(Use use) throws IOException, StartFailure {
        try (Server server = startQuiet()) {
            server.awaitReady();
            Life life = new Life(this, server, Optional.empty());
            use.with(server);
            server.kill();
            life.ended();
        }
    }
}
