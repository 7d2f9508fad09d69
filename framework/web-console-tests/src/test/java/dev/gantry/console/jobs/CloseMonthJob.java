package dev.gantry.console.jobs;

import dev.gantry.job.Leaf;
import dev.gantry.job.RunContext;
import dev.gantry.job.RunHandle;
import dev.gantry.job.RunResult;
import jakarta.ws.rs.DefaultValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Has others do the work. */
@Leaf(path = "close", name = "Close month", description = "Renders all invoices, and pays.")
public final class CloseMonthJob extends MonthJob<CloseMonthJob.Params> {

    private static final int AT_ONCE = 8;

    /**
     * How many invoices, how many of them wait, each at the gate with its number behind, where the import waits, and the
     * gate behind which one more invoice is queued.
     */
    public record Params(
            @DefaultValue("12") int invoices,
            @DefaultValue("someone") String account,
            @DefaultValue("") String gate,
            @DefaultValue("0") int waiting,
            @DefaultValue("") String invoiceGate,
            @DefaultValue("") String lateGate) {}

    @Override
    public RunResult run(Params params, RunContext<Map<String, Object>> run) {
        run.info("closing the month: %d invoices".formatted(params.invoices()));
        run.data(Map.of("invoices", params.invoices(), "account", params.account()));
        RunHandle pay = run.jobs().newRun(to -> to.project(run.uuid() + "_pay").jobId("pay"));
        pay.queue(what -> what.job("shop/pay").params(Map.of("account", params.account())));
        RunHandle imports =
                run.jobs().newRun(to -> to.project(run.uuid() + "_import").jobId("import"));
        imports.queue(what -> what.job("shop/import").params(Map.of("orders", 3, "gate", params.gate())));
        String project = run.uuid() + "_invoices";
        run.jobs().concurrency(project, AT_ONCE);
        List<RunHandle> all = new ArrayList<>();
        for (int i = 0; i < params.invoices(); i++) {
            String jobId = "invoice" + i;
            String gate = i < params.waiting() ? params.invoiceGate() + i : "";
            RunHandle invoice = run.jobs().newRun(to -> to.project(project).jobId(jobId));
            all.add(invoice.queue(what -> what.job("shop/month/invoice").params(Map.of("gate", gate))));
        }
        if (!params.lateGate().isEmpty()) {
            Gates.pass(params.lateGate());
            RunHandle late = run.jobs().newRun(to -> to.project(project).jobId("late"));
            all.add(late.queue(what -> what.job("shop/month/invoice").params(Map.of())));
        }
        all.add(pay);
        all.add(imports);
        return run.jobs().waitJobs(all).allOk() ? RunResult.OK : RunResult.code(500);
    }
}
