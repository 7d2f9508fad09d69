package dev.gantry.app.jobs;

import dev.gantry.job.Leaf;
import dev.gantry.job.RunContext;
import dev.gantry.job.RunPolicy;
import dev.gantry.job.RunResult;
import java.io.IOException;
import java.util.Map;

/** Kills the server, as one does that needs more memory than there is. */
@Leaf(path = "lethal")
@RunPolicy(retryDelay = "PT0S")
public final class LethalJob extends TestJob<LethalJob.Params> {

    /** Nothing. */
    public record Params() {}

    @Override
    public RunResult run(Params params, RunContext<Map<String, Object>> run) throws IOException, InterruptedException {
        String server = Long.toString(ProcessHandle.current().pid());
        new ProcessBuilder("kill", "-9", server).start().waitFor();
        throw new AssertionError("the server is dead");
    }
}
