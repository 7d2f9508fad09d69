package dev.gantry.verify.jobs;

import dev.gantry.job.Leaf;
import dev.gantry.job.RunPolicy;

/** Two at once at most. */
@Leaf(path = "limited", name = "Limited step", description = "Does its steps, two runs at once")
@RunPolicy(maxErrors = 4, retryDelay = "PT0.1S", concurrency = LimitedJob.AT_ONCE)
public final class LimitedJob extends WitnessedJob {

    /** How many run at once. */
    public static final int AT_ONCE = 2;
}
