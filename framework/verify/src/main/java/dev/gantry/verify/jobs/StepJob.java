package dev.gantry.verify.jobs;

import dev.gantry.job.Leaf;
import dev.gantry.job.RunPolicy;

/** As many at once as there are slots. */
@Leaf(path = "step", name = "Step", description = "Does its steps")
@RunPolicy(maxErrors = 4, retryDelay = "PT0.1S")
public final class StepJob extends WitnessedJob {}
