package dev.gantry.app.jobs;

import dev.gantry.job.Leaf;
import dev.gantry.job.RunContext;
import dev.gantry.job.RunPolicy;
import dev.gantry.job.RunResult;
import java.util.Map;

/** Done at once. */
@Leaf(path = "quick")
@RunPolicy(retryDelay = "PT0S")
public final class QuickJob extends TestJob<QuickJob.Params> {

    /** Nothing. */
    public record Params() {}

    @Override
    public RunResult run(Params params, RunContext<Map<String, Object>> run) {
        return RunResult.OK;
    }
}
