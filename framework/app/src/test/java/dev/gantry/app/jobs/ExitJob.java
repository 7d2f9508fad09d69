package dev.gantry.app.jobs;

import dev.gantry.job.Leaf;
import dev.gantry.job.RunContext;
import dev.gantry.job.RunPolicy;
import dev.gantry.job.RunResult;
import java.util.Map;

/** Tries to end the server. */
@Leaf(path = "exit")
@RunPolicy(maxErrors = 1)
public final class ExitJob extends TestJob<ExitJob.Params> {

    /** Nothing. */
    public record Params() {}

    @Override
    public RunResult run(Params params, RunContext<Map<String, Object>> run) {
        System.exit(3);
        return RunResult.OK;
    }
}
