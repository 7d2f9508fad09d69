package dev.gantry.http.jobs;

import dev.gantry.job.BaseJob;
import dev.gantry.job.Branch;

/** The root branch of the seed. */
@Branch(path = "examples", name = "Spacewalk Example", description = "example Spacewalk jobs")
public abstract class ExampleJob<P extends Record, D> extends BaseJob<P, D> {}
