package dev.gantry.http.call;

import dev.gantry.client.wire.BranchEntry;
import dev.gantry.client.wire.LeafEntry;
import dev.gantry.client.wire.LogRecord;
import dev.gantry.client.wire.Progress;
import dev.gantry.client.wire.RunSummary;
import dev.gantry.engine.catalog.BranchNode;
import dev.gantry.engine.catalog.JobDefinition;
import dev.gantry.engine.jobs.ProjectRuns;
import dev.gantry.store.Lease;
import dev.gantry.store.LogLine;
import dev.gantry.store.Run;
import dev.gantry.store.RunAddress;
import dev.gantry.store.RunDigest;
import dev.gantry.store.RunDigest.LogDigest;
import dev.gantry.store.RunLog;
import dev.gantry.store.RunState;
import dev.gantry.store.Standing;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;

/** What is kept, as it is shown. */
final class Views {

    /** Of a run that was dropped just now. */
    private static final RunDigest NOTHING = new RunDigest(LogDigest.EMPTY, 0);

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
        return summaries(api, List.of(run)).get(0);
    }

    /** Runs as lists show them; what they show besides the runs is asked for once for all. */
    static List<RunSummary> summaries(Api api, List<Run> runs) {
        Map<UUID, RunDigest> digests =
                api.runs().digests(runs.stream().map(Run::uuid).toList());
        return runs.stream()
                .map(run -> summary(api, run, digests.getOrDefault(run.uuid(), NOTHING)))
                .toList();
    }

    private static RunSummary summary(Api api, Run run, RunDigest digest) {
        return new RunSummary(
                run.uuid(),
                api.path(run.request().path()),
                run.jobType(),
                standing(run),
                times(run),
                place(run),
                notes(run, digest));
    }

    private static RunSummary.Place place(Run run) {
        RunAddress address = ProjectRuns.addressOf(run);
        return new RunSummary.Place(
                address.project(),
                address.jobId(),
                run.request().origin().parent().orElse(null),
                run.lease().map(Lease::worker).orElse(null),
                run.lease().filter(Lease::parked).isPresent(),
                run.request().options().tags(),
                run.request().options().description());
    }

    private static RunSummary.Notes notes(Run run, RunDigest digest) {
        LogDigest log = digest.log();
        // That it broke is said by its state; what broke it is in the error.
        boolean broke = run.state() == RunState.FAILED
                || (run.state() == RunState.QUEUED && run.standing().errorCount() > 0);
        Optional<LogLine> line = broke ? log.lastError().or(log::last) : log.last();
        return new RunSummary.Notes(
                line.map(LogLine::message).orElse(null),
                line.map(some -> some.kind().name()).orElse(null),
                log.warnings(),
                log.errors(),
                log.lastSeq(),
                digest.children(),
                run.stamp().revision());
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
        return new RunSummary.Times(
                run.createdAt(),
                run.stamp().updatedAt(),
                run.runAt(),
                run.startedAt().orElse(null),
                run.endedAt().orElse(null));
    }
}
