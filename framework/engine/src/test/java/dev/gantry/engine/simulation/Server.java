package dev.gantry.engine.simulation;

import dev.gantry.engine.EngineSettings;
import dev.gantry.engine.JobEngine;
import dev.gantry.engine.dispatch.WorkerSettings;
import dev.gantry.engine.execution.ExecutionSettings;
import dev.gantry.engine.jobs.Peers;
import dev.gantry.engine.time.Machine;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Random;

/** A simulated server: a process with the product's engine in it, connected to the store. */
final class Server {

    static final Duration LEASE = Duration.ofSeconds(30);

    /** What people do to a server. */
    enum State {
        STARTING,
        TAKING,
        DRAINED,
        /** It takes nothing any more, ever. */
        LEAVING,
        GONE
    }

    private final Host host;
    private final int slots;
    private final JobEngine engine;
    private State state = State.STARTING;
    private final Deque<Runnable> askedFor = new ArrayDeque<>();
    private long idleSince = -1;

    /** Make one; to be called by a task of the host. */
    Server(Stage stage, Host host, int slots, Duration retention, Connection store, Machine machine) {
        this.host = host;
        this.slots = slots;
        stage.oracle().serves(host, slots);
        EngineSettings settings = new EngineSettings(
                new WorkerSettings(host.name(), slots, LEASE),
                ExecutionSettings.defaults(Path.of("/nowhere/simulated")),
                1_000_000,
                retention);
        this.engine = new JobEngine(settings, Stage.catalog(), store, machine, Peers.NONE);
    }

    static Machine machine(
            Scheduler scheduler, Host host, SimulatedClock clock, PlantedFaults faults, Stage stage, Random random) {
        return new Machine(
                new SimulatedTimers(scheduler, host, clock, faults::losesTimer),
                new SimulatedTimers(scheduler, host, clock, faults::losesTimer),
                stage.threads(),
                random);
    }

    Host host() {
        return host;
    }

    JobEngine engine() {
        return engine;
    }

    int slots() {
        return slots;
    }

    State state() {
        return state;
    }

    void become(State next) {
        state = next;
    }

    /** Have something done in turn; whether somebody has to begin with it. */
    boolean askFor(Runnable action) {
        askedFor.addLast(action);
        return askedFor.size() == 1;
    }

    void doAllAskedFor() {
        while (!askedFor.isEmpty()) {
            askedFor.peekFirst().run();
            askedFor.removeFirst();
        }
    }

    /** Whether clients reach it. */
    boolean answers() {
        return !host.killed() && !host.frozen() && state != State.STARTING && state != State.GONE;
    }

    /** Since when it has been idle though there was something to do. */
    long idleSince(boolean idle, long now) {
        if (!idle) {
            idleSince = -1;
        } else if (idleSince < 0) {
            idleSince = now;
        }
        return idle ? idleSince : now;
    }
}
