package dev.gantry.app.jobs;

import dev.gantry.job.Leaf;
import dev.gantry.job.RunContext;
import dev.gantry.job.RunPolicy;
import dev.gantry.job.RunResult;
import java.util.Map;

/** Does what {@link BriefJob} does, three times at once at most. */
@Leaf(path = "limited")
@RunPolicy(maxErrors = 1000, retryDelay = "PT0S", concurrency = 3)
public final class LimitedJob extends TestJob<LimitedJob.Params> {

    /** Nothing. */
    public record Params() {}

    @Override
    public RunResult run(Params params, RunContext<Map<String, Object>> run) {
        BriefJob.takeSomeTime();
        return RunResult.OK;
    }
}
