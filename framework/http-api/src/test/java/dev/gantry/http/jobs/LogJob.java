package dev.gantry.http.jobs;

import dev.gantry.job.Leaf;
import dev.gantry.job.RunContext;
import dev.gantry.job.RunResult;

/** Has the name of a call. */
@Leaf(path = "log", name = "Log", description = "")
public final class LogJob extends OpsJob<LogJob.Params, String> {

    public record Params() {}

    @Override
    public RunResult run(Params params, RunContext<String> run) {
        run.info("logged");
        return RunResult.OK;
    }
}
