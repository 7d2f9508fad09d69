package dev.gantry.app.jobs;

import dev.gantry.job.Leaf;
import dev.gantry.job.RunContext;
import dev.gantry.job.RunHandle;
import dev.gantry.job.RunResult;
import dev.gantry.job.WaitResult;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Has another server add two numbers, and says what became of it. */
@Leaf(path = "delegate", name = "Delegate", description = "has another server add two numbers")
public final class DelegateJob extends TestJob<DelegateJob.Params> {

    /** Where. */
    public record Params(String server) {}

    @Override
    public RunResult run(Params params, RunContext<Map<String, Object>> run) {
        RunHandle child = run.jobs()
                .newRun(to ->
                        to.api(URI.create(params.server())).project("delegated").jobId("child"));
        child.putFile(new ByteArrayInputStream("from the parent".getBytes(StandardCharsets.UTF_8)), "note");
        child.queue(what -> what.job("tests/add").params(Map.of("a", 1)));
        WaitResult end = run.jobs().waitJob(child);
        run.jobs().mine().putStash(Map.of("status", child.status().name()));
        return end.allOk() ? RunResult.OK : RunResult.code(500);
    }
}
