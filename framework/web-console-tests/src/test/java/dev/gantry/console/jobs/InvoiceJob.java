package dev.gantry.console.jobs;

import dev.gantry.job.Leaf;
import dev.gantry.job.RunContext;
import dev.gantry.job.RunResult;
import jakarta.ws.rs.DefaultValue;
import java.util.Map;

/** One of many that are alike. */
@Leaf(path = "invoice", name = "Invoice", description = "Renders an invoice.")
public final class InvoiceJob extends MonthJob<InvoiceJob.Params> {

    /** Where to wait. */
    public record Params(@DefaultValue("") String gate) {}

    @Override
    public RunResult run(Params params, RunContext<Map<String, Object>> run) {
        Gates.pass(params.gate());
        run.info("rendered");
        return RunResult.OK;
    }
}
