package dev.gantry.engine.simulation;

import dev.gantry.engine.catalog.Catalog;
import dev.gantry.engine.catalog.JobCatalog;
import dev.gantry.engine.catalog.JobDefinition;
import dev.gantry.engine.catalog.JobReader;
import dev.gantry.engine.catalog.JobReading;
import dev.gantry.engine.catalog.PluginContents;
import dev.gantry.engine.catalog.PluginRealm;
import dev.gantry.engine.time.Threads;
import dev.gantry.job.RunContext;
import dev.gantry.schema.KnownSchemas;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** What the jobs of one simulation play on: they are made by the engine, and find it by the task that they run in. */
final class Stage implements AutoCloseable {

    private static final Map<Scheduler, Stage> OPEN = new ConcurrentHashMap<>();
    private static final Catalog CATALOG = catalogOf(PlannedJob.ALL);

    private final Scheduler scheduler;
    private final Oracle oracle;
    private final Threads threads;
    private final List<List<Step>> plans = new ArrayList<>();

    Stage(Scheduler scheduler, Oracle oracle, Threads threads) {
        this.scheduler = scheduler;
        this.oracle = oracle;
        this.threads = threads;
        OPEN.put(scheduler, this);
    }

    private static Catalog catalogOf(List<Class<? extends PlannedJob>> jobs) {
        PluginRealm realm = new PluginRealm(
                "planned", Stage.class.getClassLoader(), KnownSchemas.NONE, () -> {}, SimulatedThreads.pool("job"));
        List<JobReading> readings =
                jobs.stream().map(new JobReader(realm)::read).toList();
        List<JobDefinition> found =
                readings.stream().map(reading -> reading.job().orElseThrow()).toList();
        return Catalog.of(
                List.of(new PluginContents("planned", "1", readings.get(0).branches(), found, List.of())));
    }

    static Stage current() {
        return OPEN.get(Task.current().scheduler());
    }

    static Catalog jobs() {
        return CATALOG;
    }

    static JobCatalog catalog() {
        return JobCatalog.fixed(CATALOG);
    }

    Scheduler scheduler() {
        return scheduler;
    }

    Oracle oracle() {
        return oracle;
    }

    Threads threads() {
        return threads;
    }

    Actor actor(RunContext<?> run, Execution execution) {
        return new Actor(run, execution, scheduler, oracle, threads);
    }

    /** Add a plan; its number is what params name it by. */
    int add(List<Step> plan) {
        plans.add(plan);
        return plans.size() - 1;
    }

    List<Step> plan(int number) {
        return plans.get(number);
    }

    /** How long all plans take together, one after the other. */
    long longestOfAll() {
        return plans.stream().flatMap(List::stream).mapToLong(Step::length).sum();
    }

    @Override
    public void close() {
        OPEN.remove(scheduler);
    }
}
