package dev.gantry.console.jobs;

import dev.gantry.job.Leaf;
import dev.gantry.job.RunContext;
import dev.gantry.job.RunPolicy;
import dev.gantry.job.RunResult;
import jakarta.ws.rs.DefaultValue;
import java.util.Map;

/** Breaks as often as it is told. */
@Leaf(path = "fetch", name = "Fetch", description = "Fetches the prices of the day.")
@RunPolicy(maxErrors = 9, retryDelay = "PT0S")
public final class FetchJob extends ConsoleJob<FetchJob.Params> {

    /** How often it breaks, and where it waits then. */
    public record Params(
            @DefaultValue("2") int breaks, @DefaultValue("") String gate) {}

    @Override
    public RunResult run(Params params, RunContext<Map<String, Object>> run) {
        run.info("asking the supplier, attempt %d".formatted(run.attempt()));
        if (run.errorCount() < params.breaks()) {
            throw new IllegalStateException("the supplier answered 503");
        }
        Gates.pass(params.gate());
        run.info("got 312 prices");
        return RunResult.OK;
    }
}
