package dev.gantry.benchmarks;

import java.io.IOException;
import java.lang.management.CompilationMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.List;

/**
 * Takes measurements in turn, in vain, until this process has compiled what they run, as that of a service has that is up for
 * an hour: until the compiler had little to do in a whole turn. So each contender gets as much as it needs.
 */
final class WarmUp {

    private static final Duration MOST_FOR_EACH = Duration.ofSeconds(40);
    /** The time of its threads, in the time that passed. */
    private static final double LITTLE = 0.1;

    private static final double MILLISECOND = 1e6;
    private static final CompilationMXBean COMPILER = ManagementFactory.getCompilationMXBean();

    private WarmUp() {}

    /** A measurement whose figures nobody wants. */
    interface Measurement {
        void take() throws IOException;
    }

    static void of(List<Measurement> measurements) throws IOException {
        long end = System.nanoTime()
                + MOST_FOR_EACH.multipliedBy(measurements.size()).toNanos();
        while (compiling(measurements) > LITTLE && System.nanoTime() < end) {
            // Once more.
        }
    }

    /** The most that one of them had compiled. */
    private static double compiling(List<Measurement> measurements) throws IOException {
        double most = 0;
        for (Measurement measurement : measurements) {
            long begun = System.nanoTime();
            long before = COMPILER.getTotalCompilationTime();
            measurement.take();
            double share = MILLISECOND * (COMPILER.getTotalCompilationTime() - before) / (System.nanoTime() - begun);
            most = Math.max(most, share);
        }
        return most;
    }
}
