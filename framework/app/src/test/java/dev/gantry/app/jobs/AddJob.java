package dev.gantry.app.jobs;

import dev.gantry.job.Leaf;
import dev.gantry.job.RunContext;
import dev.gantry.job.RunResult;
import jakarta.validation.constraints.Min;
import jakarta.ws.rs.DefaultValue;
import java.util.Map;

/** Adds two numbers. */
@Leaf(path = "add", name = "Add", description = "adds two numbers")
public final class AddJob extends TestJob<AddJob.Params> {

    /** The numbers. */
    public record Params(@Min(0) int a, @DefaultValue("1") int b) {}

    @Override
    public RunResult run(Params params, RunContext<Map<String, Object>> run) {
        run.info("adding");
        run.data(Map.of("sum", params.a() + params.b()));
        return RunResult.OK;
    }
}
