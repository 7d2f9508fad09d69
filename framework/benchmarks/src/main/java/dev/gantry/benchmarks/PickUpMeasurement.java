package dev.gantry.benchmarks;

import dev.gantry.benchmarks.contender.Contender;
import dev.gantry.benchmarks.contender.JobService;
import dev.gantry.benchmarks.contender.Work;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;

/**
 * The time from just before a submit to the first line of the job, with runs that arrive at random, some 80 a second. It
 * contains the submit itself, with the force of the contenders that do. A burst comes before, since so few runs would be
 * executed by code that nobody has compiled yet, as no service that has been up for an hour does.
 */
final class PickUpMeasurement implements Part.Measurement {

    private static final int ARRIVALS_PER_SECOND = 80;
    private static final int BURST = 2_000;
    private static final Duration LONGEST_BURST = Duration.ofSeconds(1);
    private static final double SECONDS = 6.25;
    private static final int CALLERS = 16;
    private static final Duration LAST = Duration.ofSeconds(10);
    private static final long SEED = 1;

    private final Opening opening;
    private final Figure median;
    private final Figure percentile99;

    private PickUpMeasurement(Opening opening, Figure median, Figure percentile99) {
        this.opening = opening;
        this.median = median;
        this.percentile99 = percentile99;
    }

    private interface Opening {
        JobService open(Contender contender, Path folder) throws Exception;
    }

    /** By a node that executes what it is given itself. */
    static PickUpMeasurement onOneNode() {
        return new PickUpMeasurement(Contender::open, Figure.PICKUP_P50, Figure.PICKUP_P99);
    }

    /** By another node than the one that takes the submits. */
    static PickUpMeasurement onAnotherNode() {
        return new PickUpMeasurement(Contender::openApart, Figure.NODES_P50, Figure.NODES_P99);
    }

    @Override
    public void measure(Contender contender, Path folder, Duration each, Consumer<Sample> samples) throws Exception {
        int arrivals = (int) (SECONDS * ARRIVALS_PER_SECOND * Math.min(1, each.toNanos() / 1e9));
        ExecutorService callers = Executors.newFixedThreadPool(CALLERS);
        try (JobService service = opening.open(contender, folder)) {
            service.start();
            Work.forget();
            long burst = burst(service);
            Pause.until(() -> Work.runs() >= burst && service.settled(), LAST);
            Work.forget();
            Work.timeEach();
            Meter meter = new Meter();
            arrive(arrivals, service, callers);
            if (!Pause.until(() -> Work.runs() >= arrivals, LAST)) {
                throw new IllegalStateException("only %d of %d runs were executed".formatted(Work.runs(), arrivals));
            }
            double foreign = meter.foreign();
            long[] nanos = Work.pickUps();
            Arrays.sort(nanos);
            samples.accept(new Sample(median, nanos[nanos.length / 2] / 1e6, foreign));
            samples.accept(new Sample(percentile99, nanos[nanos.length * 99 / 100] / 1e6, foreign));
        } finally {
            callers.shutdown();
        }
    }

    private static long burst(JobService service) throws Exception {
        try (Callers callers = new Callers(CALLERS, () -> service.submit(Work.payload()))) {
            Pause.until(() -> callers.calls() >= BURST, LONGEST_BURST);
            return callers.stop();
        }
    }

    private static void arrive(int runs, JobService service, ExecutorService callers) {
        Random random = new Random(SEED);
        long next = System.nanoTime();
        for (int i = 0; i < runs; i++) {
            next += (long) (-Math.log(1 - random.nextDouble()) * 1e9 / ARRIVALS_PER_SECOND);
            Pause.until(next);
            String payload = Work.payload();
            callers.execute(() -> submit(service, payload));
        }
    }

    private static void submit(JobService service, String payload) {
        try {
            service.submit(payload);
        } catch (Exception e) {
            throw new IllegalStateException("a submit failed", e);
        }
    }
}
