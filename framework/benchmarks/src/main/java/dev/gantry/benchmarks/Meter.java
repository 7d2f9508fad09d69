package dev.gantry.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Reads the time that passed and the processors that were used, by this process with the database server that it uses and by
 * all others, since it was made.
 */
final class Meter {

    private static final Path PROCESSORS = Path.of("/proc/stat");
    /** In /proc/stat, after the name: user, nice, system, idle, waiting for the disk, and more that is busy. */
    private static final int IDLE = 3;

    private static final int WAITING = 4;
    private static final int COLUMNS = 8;

    private final long begun = System.nanoTime();
    private final long ownBefore = ownNanos();
    private final Processors before = Processors.read();

    private record Processors(long busy, long all) {

        private static Processors read() {
            if (!Files.isReadable(PROCESSORS)) {
                return new Processors(0, 0);
            }
            try (Stream<String> lines = Files.lines(PROCESSORS)) {
                List<Long> ticks = Stream.of(lines.findFirst().orElseThrow().split(" +", -1))
                        .skip(1)
                        .limit(COLUMNS)
                        .map(Long::valueOf)
                        .toList();
                long all = ticks.stream().mapToLong(Long::longValue).sum();
                return new Processors(all - ticks.get(IDLE) - ticks.get(WAITING), all);
            } catch (IOException e) {
                return new Processors(0, 0);
            }
        }
    }

    private static long ownNanos() {
        return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime()
                + ServerTime.nanos();
    }

    double seconds() {
        return (System.nanoTime() - begun) / 1e9;
    }

    /** The processor time of this process, in microseconds. */
    double ownMicros() {
        return (ownNanos() - ownBefore) / 1e3;
    }

    /** The share of all processors that other processes used; NaN if the system does not tell. */
    double foreign() {
        Processors now = Processors.read();
        double share = (double) (now.busy() - before.busy()) / (now.all() - before.all());
        double own = ownMicros() / 1e6 / seconds() / Runtime.getRuntime().availableProcessors();
        return Math.max(0, share - own);
    }

    /** A sample of something that happened this often since the meter was made. */
    Sample rate(Figure figure, long times) {
        return new Sample(figure, times / seconds(), foreign());
    }

    /** A sample of the processor time of this process for each of the things that happened since the meter was made. */
    Sample micros(Figure figure, long times) {
        return microsWithout(figure, 0, times);
    }

    /** As {@link #micros}, without what some threads of this process used meanwhile. */
    Sample microsWithout(Figure figure, double threadMicros, long times) {
        return new Sample(figure, (ownMicros() - threadMicros) / times, foreign());
    }
}
