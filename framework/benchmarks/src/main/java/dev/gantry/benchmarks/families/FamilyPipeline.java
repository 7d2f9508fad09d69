package dev.gantry.benchmarks.families;

import dev.gantry.job.Branch;
import dev.gantry.job.Pipeline;

/** The branch of {@link FamilyJob}. */
@Branch(path = "families", name = "Families", description = "runs that measure what it costs to run runs")
abstract class FamilyPipeline<P extends Record> extends Pipeline<P, Void> {}
