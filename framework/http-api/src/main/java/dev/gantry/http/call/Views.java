package dev.gantry.http.call;

import dev.gantry.client.wire.BranchEntry;
import dev.gantry.client.wire.LeafEntry;
import dev.gantry.client.wire.LogRecord;
import dev.gantry.client.wire.Progress;
import dev.gantry.client.wire.RunSummary;
import dev.gantry.engine.catalog.BranchNode;
import dev.gantry.engine.catalog.JobDefinition;
import dev.gantry.store.LogLine;
import dev.gantry.store.Run;
import dev.gantry.store.RunLog;
import dev.gantry.store.Standing;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** What is kept, as it is shown. */
final class Views {

    private Views() {}

    static BranchEntry branch(Api api, BranchNode branch) {
        return new BranchEntry(
                api.path(branch.path()),
                branch.definition().name(),
                branch.definition().description());
    }

    static LeafEntry leaf(Api api, JobDefinition job) {
        return new LeafEntry(
                api.path(job.path()),
                job.jobType(),
                job.label().name(),
                job.label().description());
    }

    static Progress progress(Run run) {
        return new Progress(run.progress().completeness(), run.standing().resultCode());
    }

    static List<LogRecord> lines(RunLog log, LogLine.Kind kind) {
        return log.lines(kind).stream()
                .map(line -> new LogRecord(kind == LogLine.Kind.ERROR ? line.code() : null, line.message(), line.at()))
                .toList();
    }

    /** How many lines of each kind are not kept, under the names that the kinds have in answers. */
    static Map<String, Long> dropped(RunLog log) {
        Map<String, Long> counts = new TreeMap<>();
        log.dropped().forEach((kind, count) -> counts.put(name(kind), count));
        return counts;
    }

    private static String name(LogLine.Kind kind) {
        return kind == LogLine.Kind.OUTPUT ? "report" : kind.name().toLowerCase(Locale.ROOT) + "s";
    }

    static RunSummary summary(Api api, Run run) {
        return new RunSummary(
                run.uuid(),
                api.path(run.request().path()),
                run.jobType(),
                standing(run),
                times(run),
                run.request().options().tags(),
                run.request().options().description());
    }

    static RunSummary.Standing standing(Run run) {
        Standing standing = run.standing();
        return new RunSummary.Standing(
                run.state().name(),
                standing.cancelRequested(),
                run.progress().completeness(),
                standing.resultCode(),
                standing.attempts(),
                standing.errorCount(),
                run.request().options().priority());
    }

    static RunSummary.Times times(Run run) {
        return new RunSummary.Times(run.createdAt(), run.stamp().updatedAt(), run.runAt());
    }
}
