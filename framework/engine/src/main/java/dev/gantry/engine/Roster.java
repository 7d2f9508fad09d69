package dev.gantry.engine;

import dev.gantry.engine.catalog.JobCatalog;
import dev.gantry.engine.dispatch.WorkerSettings;
import dev.gantry.engine.execution.AttemptRunner;
import dev.gantry.store.StoreUnavailableException;
import dev.gantry.store.worker.Worker;
import dev.gantry.store.worker.WorkerOrder;
import dev.gantry.store.worker.WorkerRegistry;
import dev.gantry.store.worker.WorkerReport;
import dev.gantry.store.worker.WorkerState;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/** The workers that share the store of an engine, its own among them. Thread-safe. */
public final class Roster {

    private static final Set<WorkerState> WORKING =
            Set.of(WorkerState.activeIdle, WorkerState.activeRunning, WorkerState.drainingRunning);

    private final WorkerSettings settings;
    private final JobCatalog catalog;
    private final AttemptRunner runner;
    private final WorkerRegistry registry;
    private final Supplier<WorkerState> state;

    Roster(
            WorkerSettings settings,
            JobCatalog catalog,
            AttemptRunner runner,
            WorkerRegistry registry,
            Supplier<WorkerState> state) {
        this.settings = settings;
        this.catalog = catalog;
        this.runner = runner;
        this.registry = registry;
        this.state = state;
    }

    /**
     * List the workers by name, dead ones too: what each said last, but for the engine's own, which is as it is now.
     *
     * @throws dev.gantry.store.StoreUnavailableException if that cannot be read
     */
    public List<Worker> list() {
        return registry.list().stream().map(this::ofNow).toList();
    }

    /**
     * Ask something of workers, of whichever process: {@link WorkerRegistry#order}.
     *
     * @return those of them that are known, as they are then, by name; fails with a
     *     {@link dev.gantry.store.StoreUnavailableException} if nothing was asked of anybody
     */
    public CompletableFuture<List<Worker>> order(Collection<String> workers, WorkerOrder order) {
        return registry.order(workers, order)
                .thenApply(asked -> asked.stream().map(this::ofNow).toList());
    }

    /** Whether another worker takes or executes runs, as far as is known. */
    boolean othersWork() {
        try {
            return registry.list().stream()
                    .filter(worker -> worker.alive() && !worker.name().equals(settings.name()))
                    .anyMatch(worker -> WORKING.contains(worker.report().state()));
        } catch (StoreUnavailableException unknown) {
            return true;
        }
    }

    private Worker ofNow(Worker worker) {
        return worker.name().equals(settings.name())
                ? new Worker(
                        report(worker.report().obeys()),
                        worker.order(),
                        worker.startedAt(),
                        worker.seenAt(),
                        worker.alive())
                : worker;
    }

    /** What the engine's own worker says of itself, under the order that it obeys. */
    WorkerReport report(WorkerOrder obeys) {
        List<WorkerReport.Plugin> plugins = catalog.current().plugins().stream()
                .map(plugin -> new WorkerReport.Plugin(plugin.name(), plugin.version()))
                .toList();
        return new WorkerReport(
                new WorkerReport.Identity(settings.name(), settings.host(), settings.version(), plugins),
                state.get(),
                new WorkerReport.Load(settings.slots(), runner.free(), runner.executing(), memory()),
                obeys,
                settings.lease());
    }

    private static WorkerReport.Memory memory() {
        Runtime heap = Runtime.getRuntime();
        long used = heap.totalMemory() - heap.freeMemory();
        return new WorkerReport.Memory(heap.maxMemory() - used, used);
    }
}
