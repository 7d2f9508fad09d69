package dev.gantry.benchmarks.scale;

import com.sun.management.OperatingSystemMXBean;
import dev.gantry.store.Claim;
import dev.gantry.store.ClaimRequest;
import dev.gantry.store.Completion;
import dev.gantry.store.NewRun;
import dev.gantry.store.RunStore;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;

/** Submits runs to a store and finishes them in lots, one lot after the other, and notes what that costs. */
final class Load {

    static final int LOT = 500;

    private static final Duration LEASE = Duration.ofHours(1);
    private static final OperatingSystemMXBean SYSTEM =
            ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

    private final RunStore store;
    private final Map<String, Integer> limits = Population.limits();
    private long submitNanos;
    private long drainNanos;
    private long submitCpu;
    private long drainCpu;
    private long longestSubmit;
    private long submitted;
    private long drained;

    Load(RunStore store) {
        this.store = store;
        Population.projects()
                .forEach(project ->
                        store.limitProject(project, Integer.MAX_VALUE).join());
    }

    /** The processor time that this process has used. */
    static long cpuNanos() {
        return SYSTEM.getProcessCpuTime();
    }

    void submit(long from, long to) {
        long cpu = cpuNanos();
        long begun = System.nanoTime();
        for (long at = from; at < to; at += LOT) {
            List<NewRun> lot = LongStream.range(at, Math.min(to, at + LOT))
                    .mapToObj(Population::run)
                    .toList();
            long before = System.nanoTime();
            store.submit(lot).join();
            longestSubmit = Math.max(longestSubmit, System.nanoTime() - before);
        }
        submitNanos += System.nanoTime() - begun;
        submitCpu += cpuNanos() - cpu;
        submitted += to - from;
    }

    void drain(long count) {
        long cpu = cpuNanos();
        long begun = System.nanoTime();
        long left = count;
        while (left > 0) {
            List<Claim> claims = store.claim(new ClaimRequest("scale", (int) Math.min(LOT, left), LEASE, limits))
                    .join()
                    .claims();
            if (claims.isEmpty()) {
                throw new IllegalStateException("nothing to claim, with %d runs to go".formatted(left));
            }
            List<Completion> ends = claims.stream().map(Population::end).toList();
            store.complete(ends).join();
            left -= claims.size();
        }
        drainNanos += System.nanoTime() - begun;
        drainCpu += cpuNanos() - cpu;
        drained += count;
    }

    /** Submit and finish runs, some at a time. */
    void fill(long from, long to) {
        int step = 10 * LOT;
        for (long at = from; at < to; at += step) {
            long until = Math.min(to, at + step);
            submit(at, until);
            drain(until - at);
        }
    }

    /** Begin to note anew. */
    void forget() {
        submitNanos = 0;
        drainNanos = 0;
        submitCpu = 0;
        drainCpu = 0;
        longestSubmit = 0;
        submitted = 0;
        drained = 0;
    }

    void tellLongest(ScaleFigure figure) {
        figure.tell(longestSubmit / 1e6);
    }

    /** Tell what the submits cost, if there were any. */
    void tellSubmits() {
        if (submitted == 0) {
            return;
        }
        ScaleFigure.SUBMIT_CPU.tell(submitCpu / 1e3 / submitted);
        tellLongest(ScaleFigure.LONGEST_SUBMIT);
    }

    /** Tell what claims and ends cost, if there were any. */
    void tellDrains() {
        if (drained == 0) {
            return;
        }
        ScaleFigure.DRAIN_CPU.tell(drainCpu / 1e3 / drained);
        ScaleFigure.RATE.tell(drained / ((submitNanos + drainNanos) / 1e9));
    }
}
