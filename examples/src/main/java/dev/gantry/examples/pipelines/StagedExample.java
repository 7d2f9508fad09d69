package dev.gantry.examples.pipelines;

import dev.gantry.examples.ExamplePipeline;
import dev.gantry.job.Branch;

/**
 * The branch of the examples whose stages are methods.
 *
 * @param <P> the params of the job
 */
@Branch(path = "pipelines", name = "Pipelines", description = "jobs that run jobs")
public abstract class StagedExample<P extends Record> extends ExamplePipeline<P, Void> {}
