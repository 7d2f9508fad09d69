package dev.gantry.app.jobs;

import dev.gantry.job.Leaf;
import dev.gantry.job.RunContext;
import dev.gantry.job.RunResult;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/** Hangs in its first attempt and is done in its second. */
@Leaf(path = "restart")
public final class RestartJob extends TestJob<RestartJob.Params> {

    /** Nothing. */
    public record Params() {}

    @Override
    public RunResult run(Params params, RunContext<Map<String, Object>> run) throws InterruptedException {
        if (run.data().isEmpty()) {
            run.data(Map.of("firstAttempt", run.attempt()));
            run.completeness(0.5);
            run.info("hanging");
            new CountDownLatch(1).await();
        }
        return RunResult.OK;
    }
}
