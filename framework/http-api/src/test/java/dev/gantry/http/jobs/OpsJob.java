package dev.gantry.http.jobs;

import dev.gantry.job.BaseJob;
import dev.gantry.job.Branch;

/** A second root, with a branch below it. */
@Branch(path = "ops", name = "Operations", description = "a second root")
public abstract class OpsJob<P extends Record, D> extends BaseJob<P, D> {

    /** A branch below the root. */
    @Branch(path = "nightly", name = "Nightly", description = "what runs at night")
    public abstract static class NightlyJob<P extends Record, D> extends OpsJob<P, D> {}
}
