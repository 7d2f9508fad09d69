package dev.gantry.benchmarks.contender;

import dev.gantry.job.Leaf;
import dev.gantry.job.RunContext;
import dev.gantry.job.RunResult;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.concurrent.atomic.AtomicReference;

/** Does the same work again and again, now and then with a report of its progress after each bit of it. */
@Leaf(path = "reporting", name = "Reporting job", description = "works, and reports its progress often")
public final class ReportingJob extends BenchmarkJob<ReportingJob.Params, Void> {

    private static final AtomicReference<Times> last = new AtomicReference<>();

    /** Where the work goes, lest it be found superfluous. */
    @SuppressWarnings("unused")
    private static volatile long sink;

    /**
     * What it is given.
     *
     * @param slices how often it works without reports and then with them, in turn
     * @param bits how many bits of work there are in a slice, each followed by a report or by none
     * @param steps how long each bit is
     * @param always report in all slices
     */
    public record Params(int slices, int bits, int steps, boolean always) {}

    /** Nanoseconds of the clock and of the thread's processor time, without reports and with them. */
    public record Times(long quiet, long quietCpu, long reporting, long reportingCpu) {}

    /** What the run that finished last took. */
    public static Times last() {
        return last.get();
    }

    /** Do a bit of work. */
    public static void work(int steps) {
        long value = steps;
        for (int i = 0; i < steps; i++) {
            value = value * 6_364_136_223_846_793_005L + 1_442_695_040_888_963_407L;
        }
        sink = value;
    }

    @Override
    public RunResult run(Params params, RunContext<Void> run) {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        long[] wall = new long[2];
        long[] cpu = new long[2];
        for (int slice = 0; slice < 2 * params.slices(); slice++) {
            int reports = params.always() ? 1 : slice % 2;
            long from = System.nanoTime();
            long cpuFrom = threads.getCurrentThreadCpuTime();
            if (reports == 1) {
                reporting(params, run);
            } else {
                quiet(params);
            }
            cpu[reports] += threads.getCurrentThreadCpuTime() - cpuFrom;
            wall[reports] += System.nanoTime() - from;
        }
        last.set(new Times(wall[0], cpu[0], wall[1], cpu[1]));
        return RunResult.OK;
    }

    private static void quiet(Params params) {
        for (int bit = 0; bit < params.bits(); bit++) {
            work(params.steps());
        }
    }

    private static void reporting(Params params, RunContext<Void> run) {
        for (int bit = 0; bit < params.bits(); bit++) {
            work(params.steps());
            run.completeness((double) bit / params.bits());
        }
    }
}
