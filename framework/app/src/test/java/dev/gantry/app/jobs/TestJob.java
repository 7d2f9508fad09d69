package dev.gantry.app.jobs;

import dev.gantry.job.BaseJob;
import dev.gantry.job.Branch;
import java.util.Map;

/** The branch of the jobs that these tests put into a plugin. */
@Branch(path = "tests", name = "Tests", description = "jobs of the tests")
public abstract class TestJob<P extends Record> extends BaseJob<P, Map<String, Object>> {}
