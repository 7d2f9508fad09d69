package dev.gantry.engine.simulation;

import dev.gantry.engine.catalog.JobDefinition;
import dev.gantry.engine.jobs.QueueOrder;
import dev.gantry.engine.jobs.RunSetup;
import dev.gantry.store.Run;
import dev.gantry.store.RunAddress;
import dev.gantry.store.RunOptions;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;

/** What clients do: they queue runs of random plans, cancel some and retry some. */
final class Workload {

    private static final List<String> JOBS = List.of("planned/free", "planned/pair", "planned/single", "planned/timed");
    private static final long[] LENGTHS = {0, 5, 50, 500, 2_000, 6_000, 15_000, 40_000};
    private static final int DEEPEST = 3;
    private static final int LONGEST_PAUSE = 20_000;

    private final Stage stage;
    private final Cluster cluster;
    private final Host world;
    private final Random random;
    private final boolean calm;
    private final Runnable onTold;
    private int busy;

    /**
     * Make one.
     *
     * @param calm whether nobody cancels or retries anything
     * @param onTold called whenever a client was told that something is so
     */
    Workload(Stage stage, Cluster cluster, Host world, Random random, boolean calm, Runnable onTold) {
        this.stage = stage;
        this.cluster = cluster;
        this.world = world;
        this.random = random;
        this.calm = calm;
        this.onTold = onTold;
    }

    /** Let clients begin; each knows one run. */
    void begin() {
        int clients = 3 + random.nextInt(7);
        for (int client = 1; client <= clients; client++) {
            String name = "r" + client;
            busy++;
            stage.scheduler().spawn(world, "client " + name, Task.Kind.PATIENT, () -> client(name));
        }
        if (cluster.isOneProcess() && random.nextBoolean()) {
            // Other servers are not told of that.
            busy++;
            stage.scheduler().spawn(world, "client limits", Task.Kind.PATIENT, this::limit);
        }
    }

    /** Whether all clients were answered. */
    boolean done() {
        return busy == 0;
    }

    private void client(String name) {
        try {
            pause();
            UUID run = submit(name);
            stage.oracle().acknowledged(run);
            onTold.run();
            if (!calm && random.nextInt(3) == 0) {
                pause();
                var unused = cluster.ask("cancel " + name, engine -> engine.cancel(run));
            }
            if (!calm && random.nextInt(4) == 0) {
                onTold.run();
                pause();
                var unused = cluster.ask("retry " + name, engine -> engine.retry(run));
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException("nobody interrupts a client", e);
        }
        busy--;
    }

    private void limit() {
        try {
            pause();
            int concurrency = 1 + random.nextInt(3);
            var unused = cluster.ask("limit", engine -> engine.projects().limit("p1", concurrency));
        } catch (InterruptedException e) {
            throw new IllegalStateException("nobody interrupts a client", e);
        }
        busy--;
    }

    private void pause() throws InterruptedException {
        stage.scheduler().sleep(random.nextInt(LONGEST_PAUSE));
    }

    private UUID submit(String name) throws InterruptedException {
        String path = JOBS.get(random.nextInt(JOBS.size()));
        String params = "{\"plan\": %d}".formatted(stage.add(plan(DEEPEST)));
        Optional<Instant> runAt = random.nextInt(4) == 0
                ? Optional.of(cluster.clocks().get(0).instant().plusMillis(random.nextInt(LONGEST_PAUSE)))
                : Optional.empty();
        int priority = random.nextInt(3);
        if (random.nextBoolean()) {
            RunAddress address = new RunAddress("p" + (1 + random.nextInt(2)), name);
            RunOptions options = new RunOptions("", Map.of(), priority, runAt, Optional.empty());
            QueueOrder order = new QueueOrder(path, params, options, RunSetup.NONE, Optional.empty());
            return cluster.ask("queue " + name, engine -> engine.projects().queue(address, order))
                    .run()
                    .uuid();
        }
        RunOptions options = new RunOptions("", Map.of(), priority, runAt, Optional.of(name));
        JobDefinition job = Stage.jobs().job(path).orElseThrow();
        Run run = cluster.ask(
                        "submit " + name,
                        engine -> engine.submit(job, params.getBytes(StandardCharsets.UTF_8), options))
                .run();
        return run.uuid();
    }

    private List<Step> plan(int depth) {
        List<Step> plan = new ArrayList<>();
        int steps = 1 + random.nextInt(3);
        for (int step = 0; step < steps; step++) {
            plan.add(simpleStep());
        }
        if (depth > 1 && random.nextInt(3) == 0) {
            plan.addAll(family(depth));
        }
        plan.add(lastStep());
        return List.copyOf(plan);
    }

    private Step simpleStep() {
        return switch (random.nextInt(8)) {
            case 0 -> new Step.Report();
            case 1 -> new Step.BreakAtFirst(1 + random.nextInt(2));
            case 2 -> new Step.AgainAtFirst(1 + random.nextInt(2), random.nextInt(3_000));
            case 3 -> new Step.Ignore(random.nextInt(12_000));
            default -> new Step.Work(LENGTHS[random.nextInt(LENGTHS.length)]);
        };
    }

    private Step lastStep() {
        return switch (random.nextInt(8)) {
            case 0 -> new Step.End(404);
            case 1 -> new Step.Retry();
            default -> new Step.End(200);
        };
    }

    private List<Step> family(int depth) {
        List<Step.Child> children = new ArrayList<>();
        int count = 1 + random.nextInt(3);
        for (int child = 0; child < count; child++) {
            Optional<String> project =
                    random.nextInt(4) == 0 ? Optional.of("p" + (1 + random.nextInt(2))) : Optional.empty();
            children.add(new Step.Child(JOBS.get(random.nextInt(JOBS.size())), stage.add(plan(depth - 1)), project));
        }
        long patience = random.nextBoolean() ? 120_000 : random.nextInt(10_000);
        List<Step> family = new ArrayList<>();
        family.add(new Step.Queue(children));
        if (!calm && random.nextInt(5) == 0) {
            family.add(new Step.CancelChild());
        }
        switch (random.nextInt(5)) {
            case 0 -> family.add(new Step.AwaitEach(patience));
            case 1 -> family.add(new Step.Work(1_000));
            default -> family.add(new Step.AwaitAll(patience));
        }
        family.add(simpleStep());
        return family;
    }
}
