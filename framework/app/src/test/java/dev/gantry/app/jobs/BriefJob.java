package dev.gantry.app.jobs;

import dev.gantry.job.Leaf;
import dev.gantry.job.RunContext;
import dev.gantry.job.RunPolicy;
import dev.gantry.job.RunResult;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Takes some milliseconds, and is tried as often as its workers die under it. */
@Leaf(path = "brief")
@RunPolicy(maxErrors = 1000, retryDelay = "PT0S")
public final class BriefJob extends TestJob<BriefJob.Params> {

    private static final int LONGEST_MILLIS = 30;

    /** Nothing. */
    public record Params() {}

    @Override
    public RunResult run(Params params, RunContext<Map<String, Object>> run) {
        takeSomeTime();
        run.data(Map.of("attempt", run.attempt()));
        return RunResult.OK;
    }

    static void takeSomeTime() {
        LockSupport.parkNanos(
                TimeUnit.MILLISECONDS.toNanos(ThreadLocalRandom.current().nextInt(LONGEST_MILLIS)));
    }
}
