package dev.gantry.benchmarks.families;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.gantry.engine.EngineSettings;
import dev.gantry.engine.JobEngine;
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
import dev.gantry.store.Run;
import dev.gantry.store.RunOptions;
import dev.gantry.store.RunState;
import dev.gantry.store.RunStore;
import dev.gantry.store.mapdb.MapDbConfig;
import dev.gantry.store.mapdb.MapDbRunStore;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

/** Gantry on the store of the server, with the job that makes families. */
final class FamilyEngine implements AutoCloseable {

    private final PluginRealm realm = new PluginRealm("families", FamilyJob.class.getClassLoader(), () -> {});
    private final Timers timers = new SystemTimers("gantry-timer");
    private final RunStore store;
    private final JobDefinition job;
    private final JobEngine engine;

    FamilyEngine(Path folder, int slots) {
        OutputRouter.install();
        this.store = MapDbRunStore.open(MapDbConfig.at(folder.resolve("store")));
        JobReading reading = new JobReader(realm).read(FamilyJob.class);
        this.job = reading.job().orElseThrow(() -> new IllegalStateException("no job: " + reading.issues()));
        PluginContents contents =
                new PluginContents(realm.plugin(), "1", reading.branches(), List.of(job), reading.issues());
        this.engine = new JobEngine(
                EngineSettings.defaults("benchmark", slots, folder.resolve("work")),
                JobCatalog.fixed(Catalog.of(List.of(contents))),
                store,
                timers);
        engine.start();
    }

    /** Run a family to its end. */
    FamilySample measure(Shape shape) throws Exception {
        List<MemoryPoolMXBean> heap = ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getType() == MemoryType.HEAP)
                .toList();
        System.gc();
        heap.forEach(MemoryPoolMXBean::resetPeakUsage);
        ManagementFactory.getThreadMXBean().resetPeakThreadCount();
        long begun = System.nanoTime();
        run(shape);
        double seconds = (System.nanoTime() - begun) / 1e9;
        long bytes =
                heap.stream().mapToLong(pool -> pool.getPeakUsage().getUsed()).sum();
        return new FamilySample(seconds, ManagementFactory.getThreadMXBean().getPeakThreadCount(), bytes >> 20);
    }

    private void run(Shape shape) throws Exception {
        RunOptions options =
                new RunOptions("", Map.of(FamilyJob.STAGE, shape.stage()), 0, Optional.empty(), Optional.empty());
        String params = "{\"count\":%d,\"seed\":\"%s\"}".formatted(shape.descendants(), UUID.randomUUID());
        UUID first =
                engine.submit(job, params.getBytes(UTF_8), options).join().run().uuid();
        CompletableFuture<Run> end = new CompletableFuture<>();
        try (RunStore.Subscription watch = engine.watch(first, run -> completeIfFinished(end, run))) {
            completeIfFinished(end, store.find(first).orElseThrow());
            Run run = end.join();
            if (run.state() != RunState.SUCCEEDED) {
                throw new IllegalStateException("the family ended with %s: %s"
                        .formatted(
                                run.standing().resultCode(), store.log(first, 0).orElseThrow()));
            }
        }
    }

    private static void completeIfFinished(CompletableFuture<Run> end, Run run) {
        if (run.state().finished()) {
            end.complete(run);
        }
    }

    @Override
    public void close() {
        engine.close();
        store.close();
        realm.retire();
        timers.close();
    }
}
