package dev.gantry.http.call;

import dev.gantry.client.wire.Plugins;
import dev.gantry.engine.catalog.Catalog;
import java.util.List;
import java.util.Map;

/** Queued runs whose job is not offered: they are neither lost nor failed, but wait for it. */
final class HeldRuns {

    private HeldRuns() {}

    static List<Plugins.Held> of(Catalog catalog, Map<String, Long> queued) {
        return queued.entrySet().stream()
                .filter(type -> catalog.jobOfType(type.getKey()).isEmpty())
                .sorted(Map.Entry.comparingByKey())
                .map(type -> new Plugins.Held(type.getKey(), type.getValue(), reason(type.getKey())))
                .toList();
    }

    static String reason(String jobType) {
        return "no plugin of this server offers the job %s; its runs are executed once one does, or by a worker that has it"
                .formatted(jobType);
    }
}
