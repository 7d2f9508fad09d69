package dev.gantry.benchmarks.contender;

import dev.gantry.job.Leaf;
import dev.gantry.job.RunContext;
import dev.gantry.job.RunResult;

/** The job that Gantry executes. */
@Leaf(path = "no_op", name = "No-op job", description = "does nothing, with a payload of 100 characters")
public final class NoOpJob extends BenchmarkJob<NoOpJob.Params, Void> {

    /** What it is given. */
    public record Params(String payload) {}

    @Override
    public RunResult run(Params params, RunContext<Void> run) {
        Work.run(params.payload());
        return RunResult.OK;
    }
}
