package dev.gantry.console.jobs;

import dev.gantry.job.Branch;

/**
 * A branch below the branch.
 *
 * @param <P> the params of the job
 */
@Branch(path = "month", name = "Month", description = "what is done once a month")
public abstract class MonthJob<P extends Record> extends ConsoleJob<P> {}
