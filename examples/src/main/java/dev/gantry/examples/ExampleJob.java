package dev.gantry.examples;

import dev.gantry.job.BaseJob;
import dev.gantry.job.Branch;
import dev.gantry.job.RunContext;

/**
 * The branch that the example jobs are leaves of, and what they have in common.
 *
 * @param <P> the params of the job
 * @param <D> the data of the job
 */
@Branch(path = "examples", name = "Spacewalk Example", description = "example Spacewalk jobs")
public abstract class ExampleJob<P extends Record, D> extends BaseJob<P, D> {

    /** Record the event that the log of every example begins with. */
    protected final void announce(RunContext<D> run) {
        run.info("starting %s job %s".formatted(run.jobType(), run.uuid()));
    }
}
