package dev.gantry.benchmarks.contender;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.gantry.engine.EngineSettings;
import dev.gantry.engine.JobEngine;
import dev.gantry.engine.SubmitResult;
import dev.gantry.engine.catalog.Catalog;
import dev.gantry.engine.catalog.JobCatalog;
import dev.gantry.engine.catalog.JobDefinition;
import dev.gantry.engine.catalog.JobReader;
import dev.gantry.engine.catalog.JobReading;
import dev.gantry.engine.catalog.PluginContents;
import dev.gantry.engine.catalog.PluginRealm;
import dev.gantry.engine.execution.OutputRouter;
import dev.gantry.engine.time.SystemTimers;
import dev.gantry.engine.time.Timers;
import dev.gantry.store.RunOptions;
import dev.gantry.store.RunQuery;
import dev.gantry.store.RunState;
import dev.gantry.store.RunStore;
import dev.gantry.store.mapdb.Disk;
import dev.gantry.store.mapdb.FileDisk;
import dev.gantry.store.mapdb.MapDbConfig;
import dev.gantry.store.mapdb.MapDbRunStore;
import dev.gantry.store.memory.InMemoryRunStore;
import dev.gantry.store.postgres.PostgresConfig;
import dev.gantry.store.postgres.PostgresRunStore;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;

/** Gantry as its server puts it together: params checked against their schema, lease, log, history and all. */
public final class GantryService implements JobService {

    /** The system property with the number of slots; 8 as in the server unless set. */
    public static final String SLOTS = "gantry.benchmarks.slots";

    private static final RunQuery RUNNING =
            new RunQuery("", Set.of(RunState.RUNNING), Map.of(), RunQuery.Span.ALWAYS, OptionalLong.empty(), 1);

    private final PluginRealm realm = new PluginRealm("benchmarks", NoOpJob.class.getClassLoader(), () -> {});
    private final Timers timers = new SystemTimers("gantry-timer");
    private final RunStore store;
    private final JobDefinition job;
    private final JobEngine engine;

    private GantryService(RunStore store, Path folder) {
        this(store, folder, Integer.getInteger(SLOTS, 8));
    }

    private GantryService(RunStore store, Path folder, int slots) {
        OutputRouter.install();
        this.store = store;
        JobReading reading = new JobReader(realm).read(NoOpJob.class);
        this.job = job(reading);
        PluginContents contents = new PluginContents(
                realm.plugin(),
                "1",
                reading.branches(),
                List.of(job, job(new JobReader(realm).read(ReportingJob.class))),
                reading.issues());
        this.engine = new JobEngine(
                EngineSettings.defaults(folder.getFileName().toString(), slots, folder.resolve("work")),
                JobCatalog.fixed(Catalog.of(List.of(contents))),
                store,
                timers);
    }

    private static JobDefinition job(JobReading reading) {
        return reading.job().orElseThrow(() -> new IllegalStateException("no job: " + reading.issues()));
    }

    /** Open it on the store of the server. */
    public static GantryService durable(Path folder) {
        return durable(folder, new FileDisk());
    }

    /** Open it on the store of the server, with a disk that somebody else watches. */
    public static GantryService durable(Path folder, Disk disk) {
        return new GantryService(MapDbRunStore.open(MapDbConfig.at(folder.resolve("store")), disk), folder);
    }

    /** Open it on a database. */
    public static JobService postgres(PostgresDatabase database, Path folder) {
        return new GantryService(openStore(database), folder);
    }

    /** Open it on a database as two nodes: one takes the submits and executes nothing, which is left to the other. */
    static JobService twoNodes(PostgresDatabase database, Path folder) {
        return new TwoNodes(
                new GantryService(openStore(database), folder.resolve("takes"), 0),
                new GantryService(openStore(database), folder.resolve("executes")));
    }

    private static RunStore openStore(PostgresDatabase database) {
        return PostgresRunStore.open(PostgresConfig.at(database.url()));
    }

    /** Open it on a store in memory. */
    public static GantryService inMemory(Path folder) {
        return new GantryService(new InMemoryRunStore(InstantSource.system()), folder);
    }

    /** Open it on a store that acknowledges submits and keeps nothing. */
    public static GantryService withoutStore(Path folder) {
        return new GantryService(NoStore.make(), folder);
    }

    /** The engine, for a server in front of it. */
    public JobEngine engine() {
        return engine;
    }

    /** The engine's time. */
    public Timers timers() {
        return timers;
    }

    /** The path of the job. */
    public String jobPath() {
        return job.path();
    }

    /** The body of a submit. */
    public static byte[] body(String payload) {
        return json(payload).getBytes(UTF_8);
    }

    /** The params of a run. */
    public static String json(String payload) {
        return "{\"payload\":\"" + payload + "\"}";
    }

    @Override
    public void start() {
        engine.start();
    }

    @Override
    public void submit(String payload) throws Exception {
        engine.submit(job, body(payload), RunOptions.NONE).join();
    }

    @Override
    public void submitAll(List<String> payloads) {
        List<byte[]> bodies = payloads.stream().map(GantryService::body).toList();
        for (SubmitResult result :
                engine.submitAll(job, bodies, RunOptions.NONE).join()) {
            if (result instanceof SubmitResult.Refused refused) {
                throw new IllegalStateException("a run was refused", refused.why());
            }
        }
    }

    @Override
    public boolean settled() {
        return store.list(RUNNING).isEmpty();
    }

    @Override
    public void close() {
        engine.close();
        store.close();
        realm.retire();
        timers.close();
    }
}
