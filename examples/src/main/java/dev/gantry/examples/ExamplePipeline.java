package dev.gantry.examples;

import dev.gantry.job.Branch;
import dev.gantry.job.Pipeline;

/**
 * The branch of {@link ExampleJob}, for the examples that are pipelines.
 *
 * @param <P> the params of the job
 * @param <D> the data of the job
 */
@Branch(path = "examples", name = "Spacewalk Example", description = "example Spacewalk jobs")
public abstract class ExamplePipeline<P extends Record, D> extends Pipeline<P, D> {}
