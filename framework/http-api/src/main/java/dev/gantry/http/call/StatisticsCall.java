package dev.gantry.http.call;

import dev.gantry.client.wire.Statistics;
import dev.gantry.engine.catalog.BranchNode;
import dev.gantry.engine.catalog.JobDefinition;
import dev.gantry.store.Run;
import dev.gantry.store.RunFilter;
import dev.gantry.store.RunQuery;
import dev.gantry.store.RunState;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.UriInfo;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Stream;

/** Shows how it went with the newest runs of jobs: {@code GET /{branch or leaf}/statistics}, and {@code GET /statistics}. */
public final class StatisticsCall {

    private static final Set<RunState> FINISHED = Set.of(RunState.SUCCEEDED, RunState.FAILED, RunState.CANCELLED);
    private static final int SAMPLE = 200;
    private static final int LAST = 10;
    private static final double MOST = 0.95;

    private final Api api;
    private final List<JobDefinition> jobs;

    private StatisticsCall(Api api, List<JobDefinition> jobs) {
        this.api = api;
        this.jobs = jobs;
    }

    static StatisticsCall of(Api api, List<BranchNode> branches) {
        return new StatisticsCall(
                api, branches.stream().flatMap(StatisticsCall::leaves).toList());
    }

    static StatisticsCall of(Api api, JobDefinition job) {
        return new StatisticsCall(api, List.of(job));
    }

    private static Stream<JobDefinition> leaves(BranchNode branch) {
        return Stream.concat(
                branch.leaves().stream(), branch.branches().stream().flatMap(StatisticsCall::leaves));
    }

    /** Of each job at or below. */
    @GET
    @Produces(Api.JSON)
    public Statistics statistics(@Context UriInfo uri) {
        var unused = new Query(uri.getQueryParameters(), List.of());
        return new Statistics(jobs.stream().map(this::leaf).toList());
    }

    private Statistics.Leaf leaf(JobDefinition job) {
        RunFilter finished = RunFilter.below(job.path()).in(FINISHED);
        List<Run> sample = api.runs().list(new RunQuery(finished, OptionalLong.empty(), SAMPLE));
        List<Run> succeeded =
                sample.stream().filter(run -> run.state() == RunState.SUCCEEDED).toList();
        long failed =
                sample.stream().filter(run -> run.state() == RunState.FAILED).count();
        long[] millis =
                succeeded.stream().mapToLong(StatisticsCall::millis).sorted().toArray();
        return new Statistics.Leaf(
                api.path(job.path()),
                job.jobType(),
                sample.size(),
                succeeded.size() + failed == 0 ? null : (double) succeeded.size() / (succeeded.size() + failed),
                millis.length == 0 ? null : millis[(millis.length - 1) / 2],
                millis.length == 0 ? null : millis[(int) Math.ceil(MOST * millis.length) - 1],
                sample.stream().limit(LAST).map(StatisticsCall::finished).toList());
    }

    private static long millis(Run run) {
        return Duration.between(
                        run.startedAt().orElse(run.createdAt()), run.endedAt().orElseThrow())
                .toMillis();
    }

    private static Statistics.Finished finished(Run run) {
        return new Statistics.Finished(
                run.uuid(),
                run.state().name(),
                run.startedAt().isPresent() ? millis(run) : null,
                run.endedAt().orElseThrow());
    }
}
