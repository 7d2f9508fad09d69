package dev.gantry.http.jobs;

import dev.gantry.job.Leaf;
import dev.gantry.job.RunContext;
import dev.gantry.job.RunResult;
import java.util.concurrent.locks.LockSupport;

/** A job whose params are not made before a test says so, and which no interrupt reaches. */
@Leaf(path = "stuck", name = "Stuck Job", description = "its params take their time")
public final class StuckJob extends OpsJob<StuckJob.Params, Void> {

    private static final long LOOK_EVERY_NANOS = 1_000_000;

    private static volatile boolean stuck = true;

    public record Params() {
        public Params {
            while (stuck) {
                LockSupport.parkNanos(LOOK_EVERY_NANOS);
            }
        }
    }

    /** Have no params be made for now. */
    public static void hold() {
        stuck = true;
    }

    /** Have all params be made that wait for it. */
    public static void release() {
        stuck = false;
    }

    @Override
    public RunResult run(Params params, RunContext<Void> run) {
        return RunResult.OK;
    }
}
