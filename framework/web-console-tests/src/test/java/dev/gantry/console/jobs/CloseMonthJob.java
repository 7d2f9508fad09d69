package dev.gantry.console.jobs;

import dev.gantry.job.Leaf;
import dev.gantry.job.RunContext;
import dev.gantry.job.RunHandle;
import dev.gantry.job.RunResult;
import jakarta.ws.rs.DefaultValue;
import java.util.Map;
import java.util.stream.IntStream;

/** Has others do the work. */
@Leaf(path = "close", name = "Close month", description = "Renders all invoices, and pays.")
public final class CloseMonthJob extends MonthJob<CloseMonthJob.Params> {

    private static final int AT_ONCE = 8;

    /** How many invoices, and where the last child waits. */
    public record Params(
            @DefaultValue("12") int invoices,
            @DefaultValue("someone") String account,
            @DefaultValue("") String gate) {}

    @Override
    public RunResult run(Params params, RunContext<Map<String, Object>> run) {
        RunHandle pay = run.jobs().newRun(to -> to.project(run.uuid() + "_pay").jobId("pay"));
        pay.queue(what -> what.job("shop/pay").params(Map.of("account", params.account())));
        RunHandle imports =
                run.jobs().newRun(to -> to.project(run.uuid() + "_import").jobId("import"));
        imports.queue(what -> what.job("shop/import").params(Map.of("orders", 3, "gate", params.gate())));
        String project = run.uuid() + "_invoices";
        run.jobs().concurrency(project, AT_ONCE);
        var all = new java.util.ArrayList<>(IntStream.range(0, params.invoices())
                .mapToObj(i -> run.jobs().newRun(to -> to.project(project).jobId("invoice" + i)))
                .map(child -> child.queue(what -> what.job("shop/month/invoice").params(Map.of())))
                .toList());
        all.add(pay);
        all.add(imports);
        return run.jobs().waitJobs(all).allOk() ? RunResult.OK : RunResult.code(500);
    }
}
