package dev.gantry.console.jobs;

import dev.gantry.job.BaseJob;
import dev.gantry.job.Branch;
import java.util.Map;

/**
 * The branch of the jobs of these tests.
 *
 * @param <P> the params of the job
 */
@Branch(path = "shop", name = "Shop", description = "what a shop does at night")
public abstract class ConsoleJob<P extends Record> extends BaseJob<P, Map<String, Object>> {}
