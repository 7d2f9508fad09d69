package dev.gantry.app.jobs;

import dev.gantry.job.Branch;
import dev.gantry.job.Pipeline;

/** The branch of {@link TestJob}, for pipelines. */
@Branch(path = "tests", name = "Tests", description = "jobs of the tests")
public abstract class TestPipeline<P extends Record> extends Pipeline<P, Void> {}
