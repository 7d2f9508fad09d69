package dev.gantry.examples;

import dev.gantry.job.Leaf;
import dev.gantry.job.RunContext;
import dev.gantry.job.RunResult;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.ws.rs.DefaultValue;
import java.util.Locale;
import java.util.concurrent.ThreadLocalRandom;

/** Naps about ten times and says after each nap how long it will go on. It is there to be watched and cancelled. */
@Leaf(path = "waste_time", name = "Waste Time Job", description = "Randomly logs while wasting time")
public final class WasteTimeJob extends ExampleJob<WasteTimeJob.Params, Void> {

    /**
     * How much to waste.
     *
     * @param delay in seconds, up to an hour
     */
    public record Params(
            @DefaultValue("10") @Min(0) @Max(3600) int delay) {}

    @Override
    public RunResult run(Params params, RunContext<Void> run) throws InterruptedException {
        announce(run);
        double delay = params.delay();
        double left = delay;
        while (left > 0) {
            double nap = Math.min(left, delay / 10 * ThreadLocalRandom.current().nextDouble(0.5, 1.5));
            // a cancel interrupts the nap, and what that throws needs no handling here
            Thread.sleep(Math.round(nap * 1000));
            left -= nap;
            run.addToCompleteness(nap / delay);
            run.info(String.format(Locale.ROOT, "%.2f seconds remaining", left));
        }
        return RunResult.OK;
    }
}
