package dev.gantry.examples.pipelines;

import dev.gantry.examples.ExampleJob;
import dev.gantry.job.Branch;
import dev.gantry.job.RunContext;

/**
 * The branch of the examples that ask for their stage themselves.
 *
 * @param <P> the params of the job
 */
@Branch(path = "pipelines", name = "Pipelines", description = "jobs that run jobs")
public abstract class ScriptExample<P extends Record> extends ExampleJob<P, Void> {

    /** Which part of the script this run is. */
    protected static String stage(RunContext<?> run) {
        return run.tags().getOrDefault("stage", "main");
    }
}
