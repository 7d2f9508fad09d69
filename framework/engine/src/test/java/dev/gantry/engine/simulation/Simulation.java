package dev.gantry.engine.simulation;

import dev.gantry.engine.catalog.JobDefinition;
import dev.gantry.store.RunOptions;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** One simulation: everything in it follows from its seed. */
final class Simulation {

    private static final Duration REST = Duration.ofMinutes(4);
    private static final int ATTEMPTS = 8;

    /** Longer than anybody is frozen: a run that is dropped and queued anew at its address begins with fence 1 again. */
    private static final Duration SHORT_RETENTION = Duration.ofSeconds(90);

    private static final Duration AROUND_AN_ATTEMPT = Duration.ofSeconds(15);
    private static final Duration GRACE = Duration.ofSeconds(10);

    private final Scheduler scheduler;
    private final Trace trace;
    private final Host world = new Host("world");
    private final Stage stage;
    private final SimulatedStore store;
    private final Cluster cluster;
    private final Workload workload;
    private final Misfortunes misfortunes;
    private final Watchman watchman;
    private final int strikes;

    /**
     * Make one.
     *
     * @param planted a fault of the machine that the simulation is to find
     */
    Simulation(long seed, Optional<Mutation> planted, Trace trace, Carrier.Pool carriers) {
        this.trace = trace;
        Random random = new Random(seed);
        Scheduler.Odds odds = new Scheduler.Odds(
                List.of(0.02, 0.1, 0.3, 0.7).get(random.nextInt(4)),
                List.of(0.0, 0.0, 0.005, 0.03).get(random.nextInt(4)));
        this.strikes = random.nextInt(4) == 0 ? 0 : 1 + random.nextInt(6);
        Cluster.Shape shape =
                new Cluster.Shape(1 + random.nextInt(3), random.nextInt(3) == 0 ? SHORT_RETENTION : Duration.ofDays(1));
        PlantedFaults faults = new PlantedFaults(planted, new Random(random.nextLong()));
        this.scheduler = new Scheduler(new Random(random.nextLong()), odds, trace, carriers);
        SimulatedClock clock = new SimulatedClock(scheduler);
        Oracle oracle = new Oracle(scheduler, Stage.jobs().limits(), clock);
        this.stage = new Stage(scheduler, oracle, new SimulatedThreads(scheduler));
        this.store = new SimulatedStore(scheduler, new Random(random.nextLong()), world, oracle, clock);
        this.cluster = new Cluster(stage, store, faults, new Random(random.nextLong()), shape);
        this.misfortunes = new Misfortunes(stage, cluster, store, world, new Random(random.nextLong()));
        this.workload = new Workload(
                stage, cluster, world, new Random(random.nextLong()), strikes == 0, misfortunes::somebodyWasTold);
        this.watchman = new Watchman(stage, cluster, store);
    }

    /**
     * Play it to its end.
     *
     * @throws Violation if something happened that must not, or anything else that was thrown where nobody caught it
     */
    void play() throws Throwable {
        try (stage) {
            scheduler.run(world, "director", this::direct);
        }
    }

    private void direct() {
        cluster.boot();
        workload.begin();
        misfortunes.begin(strikes);
        awaitThat("all clients are answered and misfortunes over", () -> workload.done() && misfortunes.over());
        misfortunes.mend();
        awaitThat("all runs are finished", () -> watchman.unfinished().isEmpty());
        awaitThat(
                "nobody leaves",
                () -> cluster.servers().stream().allMatch(server -> server.state() == Server.State.TAKING));
        stage.oracle().acknowledged().forEach(run -> {
            if (!stage.oracle().isFinished(run)) {
                stage.oracle()
                        .fail(
                                "%s was acknowledged and is not finished",
                                stage.oracle().name(run));
            }
        });
        List.copyOf(cluster.servers()).forEach(this::checkSlots);
        cluster.servers().forEach(this::stop);
        scheduler.end();
    }

    private interface Condition {
        boolean holds();
    }

    private void awaitThat(String what, Condition condition) {
        long begun = scheduler.now();
        while (!condition.holds()) {
            cluster.pause(1_000);
            if (misfortunes.over()) {
                watchman.goRound(misfortunes.stepped());
            } else {
                watchman.lookAway();
            }
            if (scheduler.now() - begun > allowance()) {
                stage.oracle()
                        .fail(
                                "it took more than %s until %s: %s",
                                Duration.ofMillis(allowance()),
                                what,
                                watchman.unfinished().stream()
                                        .map(run -> Oracle.name(run) + " " + run.standing() + run.lease())
                                        .toList());
                cluster.pause(1_000);
            }
        }
    }

    /** What all runs may take, one after the other, with every attempt that they are allowed. */
    private long allowance() {
        long each = (long) stage.oracle().runs().size() * ATTEMPTS * AROUND_AN_ATTEMPT.toMillis();
        return REST.plus(misfortunes.stepped()).toMillis() + each + ATTEMPTS * stage.longestOfAll();
    }

    /** A server executes as many runs at once as it has slots: none was lost on the way. */
    private void checkSlots(Server server) {
        cluster.servers().stream()
                .filter(other -> other != server)
                .forEach(other -> cluster.administer(other, "drain", other.engine()::drain));
        cluster.pause(10_000);
        Meeting meeting = new Meeting(server.slots());
        int plan = stage.add(List.of(new Step.Meet(meeting)));
        JobDefinition job = Stage.jobs().job("planned/free").orElseThrow();
        byte[] params = "{\"plan\": %d}".formatted(plan).getBytes(StandardCharsets.UTF_8);
        for (int run = 0; run < server.slots(); run++) {
            cluster.administer(server, "submits", () -> {
                try {
                    var unused = server.engine().submit(job, params, RunOptions.NONE);
                } catch (Exception e) {
                    throw new IllegalStateException("these params fit", e);
                }
            });
        }
        awaitThat(
                "%s executed as many runs as it has slots"
                        .formatted(server.host().name()),
                meeting::isComplete);
        awaitThat("those are finished", () -> watchman.unfinished().isEmpty());
        cluster.servers().stream()
                .filter(other -> other != server)
                .forEach(other -> cluster.administer(other, "undrain", other.engine()::undrain));
    }

    private void stop(Server server) {
        server.become(Server.State.LEAVING);
        cluster.administer(server, "stop", () -> {
            server.engine().stop(GRACE);
            server.engine().close();
            server.become(Server.State.GONE);
        });
        awaitThat("%s has stopped".formatted(server.host().name()), () -> server.state() == Server.State.GONE);
    }

    Trace trace() {
        return trace;
    }
}
