package dev.gantry.benchmarks.contender;

import dev.gantry.job.BaseJob;
import dev.gantry.job.Branch;

/** The branch of the job that Gantry executes. */
@Branch(path = "benchmark", name = "Benchmark", description = "jobs that measure what a job costs")
abstract class BenchmarkJob<P extends Record, D> extends BaseJob<P, D> {}
