package dev.gantry.testkit;

import dev.gantry.engine.EngineSettings;
import dev.gantry.engine.JobEngine;
import dev.gantry.engine.catalog.Catalog;
import dev.gantry.engine.catalog.JobCatalog;
import dev.gantry.engine.catalog.JobDefinition;
import dev.gantry.engine.catalog.JobReader;
import dev.gantry.engine.catalog.JobReading;
import dev.gantry.engine.catalog.PluginContents;
import dev.gantry.engine.catalog.PluginRealm;
import dev.gantry.engine.execution.ExecutionSettings;
import dev.gantry.engine.execution.OutputRouter;
import dev.gantry.engine.jobs.Peers;
import dev.gantry.engine.jobs.ProjectRuns;
import dev.gantry.job.BaseJob;
import dev.gantry.schema.DataTooLargeException;
import dev.gantry.schema.InvalidParamsException;
import dev.gantry.schema.UnreadableJsonException;
import dev.gantry.store.RunAddress;
import dev.gantry.store.RunOptions;
import dev.gantry.store.RunStore;
import dev.gantry.store.Submission;
import dev.gantry.store.memory.InMemoryRunStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * Runs jobs in a test, for real.
 *
 * <pre>{@code
 * try (JobTestKit kit = JobTestKit.of(FizzBuzzJob.class)) {
 *     TestRun run = kit.run(FizzBuzzJob.class, Map.of("n", 20));
 *     assertEquals(200, run.result());
 *     assertEquals("Fizz", run.data(FizzBuzzJob.Output.class).output().get(2));
 * }
 * }</pre>
 *
 * <p>What a job queues through {@code run.jobs()} is executed as well, if its job is one of the kit's; runs can not be
 * queued on other servers.
 *
 * <p>What a server would refuse at discovery, such as params that are no record, is refused here with the same words.
 * Thread-safe.
 */
public final class JobTestKit implements AutoCloseable {

    private static final int SLOTS = 8;
    private static final int MAX_PARAMS = 8 << 20;

    private final MovableClock clock = new MovableClock();
    private final PluginRealm realm = new PluginRealm("test", JobTestKit.class.getClassLoader(), () -> {});
    private final InMemoryRunStore store = new InMemoryRunStore(clock);
    private final Path workFolder;
    private final Catalog catalog;
    private final JobEngine engine;

    private JobTestKit(
            int slots,
            UnaryOperator<ExecutionSettings> tuning,
            Peers peers,
            List<Class<? extends BaseJob<?, ?>>> jobs) {
        OutputRouter.install();
        this.catalog = catalogOf(jobs);
        this.workFolder = temporaryFolder();
        EngineSettings defaults = EngineSettings.defaults("testkit", slots, workFolder);
        EngineSettings settings = new EngineSettings(
                defaults.worker(), tuning.apply(defaults.execution()), defaults.maxQueued(), defaults.retention());
        this.engine = new JobEngine(settings, JobCatalog.fixed(catalog), store, clock, peers);
        engine.start();
    }

    /**
     * Make a kit for jobs.
     *
     * @throws IllegalArgumentException if one of them could not be discovered by a server, with every reason
     */
    @SafeVarargs
    @SuppressWarnings("varargs")
    public static JobTestKit of(Class<? extends BaseJob<?, ?>>... jobs) {
        return of(UnaryOperator.identity(), Arrays.asList(jobs));
    }

    static JobTestKit of(UnaryOperator<ExecutionSettings> tuning, List<Class<? extends BaseJob<?, ?>>> jobs) {
        return new JobTestKit(SLOTS, tuning, Peers.NONE, jobs);
    }

    /**
     * Make a kit that executes so many runs at once, as {@link #of} otherwise: with one slot, a job that keeps it while it
     * waits for its children never ends.
     */
    @SafeVarargs
    @SuppressWarnings("varargs")
    public static JobTestKit withSlots(int slots, Class<? extends BaseJob<?, ?>>... jobs) {
        return new JobTestKit(slots, UnaryOperator.identity(), Peers.NONE, Arrays.asList(jobs));
    }

    static JobTestKit withPeers(Peers peers, List<Class<? extends BaseJob<?, ?>>> jobs) {
        return new JobTestKit(1, UnaryOperator.identity(), peers, jobs);
    }

    private Catalog catalogOf(List<Class<? extends BaseJob<?, ?>>> jobs) {
        JobReader reader = new JobReader(realm);
        List<JobReading> readings = jobs.stream().map(reader::read).toList();
        Catalog merged = Catalog.of(List.of(new PluginContents(
                realm.plugin(),
                "test",
                readings.stream()
                        .flatMap(reading -> reading.branches().stream())
                        .toList(),
                readings.stream().flatMap(reading -> reading.job().stream()).toList(),
                readings.stream().flatMap(reading -> reading.issues().stream()).toList())));
        if (!merged.issues().isEmpty()) {
            throw new IllegalArgumentException(merged.issues().stream()
                    .map(issue -> issue.source() + ": " + issue.message())
                    .collect(Collectors.joining("\n")));
        }
        return merged;
    }

    private static Path temporaryFolder() {
        try {
            return Files.createTempDirectory("gantry-testkit");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Run a job until it is finished. Whenever it waits for a later attempt, the clock is moved to that moment.
     *
     * @param params a params record, a {@link Map}, or JSON text
     * @throws IllegalArgumentException if the params break the job's schema, with every fault
     */
    public TestRun run(Class<? extends BaseJob<?, ?>> job, Object params) {
        return submit(job, params).finish();
    }

    /** Submit a run and return at once; nothing moves the clock. Otherwise as {@link #run}. */
    public TestRun submit(Class<? extends BaseJob<?, ?>> job, Object params) {
        RunOptions options =
                new RunOptions("", Map.of(), definitionOf(job).policy().priority(), Optional.empty(), Optional.empty());
        return submit(job, params, options);
    }

    /** Submit a run with options; otherwise as {@link #submit(Class, Object)}. */
    public TestRun submit(Class<? extends BaseJob<?, ?>> job, Object params, RunOptions options) {
        JobDefinition definition = definitionOf(job);
        try {
            byte[] body = json(params).getBytes(StandardCharsets.UTF_8);
            Submission submission = engine.submit(definition, body, options).join();
            return new TestRun(submission.run().uuid(), engine, store, clock);
        } catch (UnreadableJsonException | InvalidParamsException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }

    private String json(Object params) {
        try {
            return params instanceof String text
                    ? text
                    : realm.types().data(params.getClass()).write(params, MAX_PARAMS);
        } catch (DataTooLargeException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }

    private JobDefinition definitionOf(Class<? extends BaseJob<?, ?>> job) {
        return catalog.plugins().get(0).jobs().stream()
                .filter(definition -> definition.className().equals(job.getName()))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "%s is not a job of this kit; name it in JobTestKit.of".formatted(job.getName())));
    }

    /** The JSON Schema of a job's params, as a server publishes it at {@code /post-schema}. */
    public String postSchema(Class<? extends BaseJob<?, ?>> job) {
        return definitionOf(job).params().postSchema();
    }

    /** The run at an address, whether or not a job has queued it yet. */
    public TestRun at(String project, String jobId) {
        return new TestRun(projects().uuid(new RunAddress(project, jobId)), engine, store, clock);
    }

    /** The runs by their addresses, with their stashes and files: what {@code run.jobs()} works on. */
    public ProjectRuns projects() {
        return engine.projects();
    }

    /** The clock of the engine. */
    public MovableClock clock() {
        return clock;
    }

    /** The engine that executes the runs, for what this kit has no shorter way for. */
    public JobEngine engine() {
        return engine;
    }

    /** The store behind the engine, for tests that play another worker. */
    RunStore store() {
        return store;
    }

    /** Stop the engine. Attempts that are still executing are asked to stop, then left behind. */
    @Override
    public void close() {
        engine.stop(Duration.ZERO);
        engine.close();
        store.close();
        clock.close();
        realm.retire();
    }
}
