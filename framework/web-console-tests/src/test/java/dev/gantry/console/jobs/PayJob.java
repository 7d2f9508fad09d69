package dev.gantry.console.jobs;

import dev.gantry.job.Leaf;
import dev.gantry.job.RunContext;
import dev.gantry.job.RunPolicy;
import dev.gantry.job.RunResult;
import jakarta.ws.rs.DefaultValue;
import java.util.Map;

/** Breaks if the account is wrong. */
@Leaf(path = "pay", name = "Pay", description = "Pays what is due.")
@RunPolicy(maxErrors = 1)
public final class PayJob extends ConsoleJob<PayJob.Params> {

    /** Whom. */
    public record Params(@DefaultValue("nobody") String account) {}

    @Override
    public RunResult run(Params params, RunContext<Map<String, Object>> run) {
        run.info("paying to %s".formatted(params.account()));
        if (params.account().equals("nobody")) {
            throw new IllegalStateException("account nobody is closed");
        }
        return RunResult.OK;
    }
}
