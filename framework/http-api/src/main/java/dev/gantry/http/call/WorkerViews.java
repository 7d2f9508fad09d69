package dev.gantry.http.call;

import dev.gantry.client.wire.WorkerEntry;
import dev.gantry.store.worker.Worker;
import dev.gantry.store.worker.WorkerReport;
import java.util.List;
import java.util.Locale;

/** Workers, as they are shown. */
final class WorkerViews {

    private WorkerViews() {}

    static List<WorkerEntry> entries(List<Worker> workers) {
        return workers.stream().map(WorkerViews::entry).toList();
    }

    static WorkerEntry entry(Worker worker) {
        WorkerReport.Identity identity = worker.report().identity();
        return new WorkerEntry(
                identity.name(),
                identity.host(),
                identity.version(),
                new WorkerEntry.Standing(
                        worker.report().state().name(),
                        worker.order().name().toLowerCase(Locale.ROOT),
                        worker.alive(),
                        worker.startedAt(),
                        worker.seenAt()),
                load(worker.report().load()),
                identity.plugins().stream()
                        .map(plugin -> new WorkerEntry.Plugin(plugin.name(), plugin.version()))
                        .toList());
    }

    private static WorkerEntry.Load load(WorkerReport.Load load) {
        return new WorkerEntry.Load(
                load.slots(),
                load.free(),
                load.running().stream()
                        .map(run -> new WorkerEntry.Running(run.uuid(), run.jobType(), run.since()))
                        .toList(),
                new WorkerEntry.Memory(load.memory().available(), load.memory().used()));
    }
}
