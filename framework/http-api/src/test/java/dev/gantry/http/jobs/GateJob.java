package dev.gantry.http.jobs;

import dev.gantry.job.Leaf;
import dev.gantry.job.RunContext;
import dev.gantry.job.RunPolicy;
import dev.gantry.job.RunResult;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;

/** Does what a test tells it, step by step; the gate's name is its only param. */
@RunPolicy(retryDelay = "PT0S")
@Leaf(path = "gate", name = "Gate Job", description = "does what a test says")
public final class GateJob extends ExampleJob<GateJob.Params, Object> {

    private static final Map<String, BlockingQueue<Step>> GATES = new ConcurrentHashMap<>();

    public record Params(String gate) {}

    /** What a test can have done. Returns null to go on, or the end of the attempt. */
    public interface Step {
        RunResult take(RunContext<Object> run);
    }

    /** Have something done by the run behind a gate. */
    public static void tell(String gate, Step step) {
        gate(gate).add(step);
    }

    /** Let the run behind a gate end. */
    public static void open(String gate) {
        tell(gate, run -> RunResult.OK);
    }

    private static BlockingQueue<Step> gate(String name) {
        return GATES.computeIfAbsent(name, unknown -> new LinkedBlockingQueue<>());
    }

    @Override
    public RunResult run(Params params, RunContext<Object> run) throws InterruptedException {
        run.info("at the gate");
        RunResult end = null;
        while (end == null) {
            end = gate(params.gate()).take().take(run);
        }
        return end;
    }
}
