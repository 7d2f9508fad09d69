package dev.gantry.testkit;

import dev.gantry.job.BaseJob;
import dev.gantry.job.Branch;
import java.util.List;

/** The branch of the jobs in these tests. */
@Branch(path = "tests")
abstract class TestJob<P extends Record> extends BaseJob<P, TestJob.Steps> {

    /** No params. */
    record Nothing() {}

    /** What the jobs leave behind: one entry for each attempt that got that far. */
    record Steps(List<String> steps) {}
}
