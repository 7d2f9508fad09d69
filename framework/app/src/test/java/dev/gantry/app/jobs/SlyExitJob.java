package dev.gantry.app.jobs;

import dev.gantry.job.Leaf;
import dev.gantry.job.RunContext;
import dev.gantry.job.RunPolicy;
import dev.gantry.job.RunResult;
import java.util.Map;

/** Ends the server in a way that cannot be seen in its code. */
@Leaf(path = "sly_exit")
@RunPolicy(maxErrors = 2, retryDelay = "PT0S")
public final class SlyExitJob extends TestJob<SlyExitJob.Params> {

    /** Nothing. */
    public record Params() {}

    @Override
    public RunResult run(Params params, RunContext<Map<String, Object>> run) throws ReflectiveOperationException {
        Class<?> system = Class.forName("java.lang.System");
        system.getMethod("e" + "xit", int.class).invoke(null, 3);
        return RunResult.OK;
    }
}
