package dev.gantry.console.jobs;

import dev.gantry.job.Leaf;
import dev.gantry.job.RunContext;
import dev.gantry.job.RunResult;
import java.util.Map;

/** One of many that are alike. */
@Leaf(path = "invoice", name = "Invoice", description = "Renders an invoice.")
public final class InvoiceJob extends MonthJob<InvoiceJob.Params> {

    /** Nothing. */
    public record Params() {}

    @Override
    public RunResult run(Params params, RunContext<Map<String, Object>> run) {
        run.info("rendered");
        return RunResult.OK;
    }
}
