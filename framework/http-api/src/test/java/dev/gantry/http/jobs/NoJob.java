package dev.gantry.http.jobs;

import dev.gantry.job.RunContext;
import dev.gantry.job.RunResult;

/** Has no {@code @Leaf}, so it is none. */
public final class NoJob extends ExampleJob<NoJob.Params, Object> {

    public record Params() {}

    @Override
    public RunResult run(Params params, RunContext<Object> run) {
        return RunResult.OK;
    }
}
