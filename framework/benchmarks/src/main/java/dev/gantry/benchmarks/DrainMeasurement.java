package dev.gantry.benchmarks;

import dev.gantry.benchmarks.contender.Contender;
import dev.gantry.benchmarks.contender.JobService;
import dev.gantry.benchmarks.contender.Work;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Consumer;

/**
 * How fast queued runs are executed and recorded as finished.
 *
 * <p>The time begins with the first execution, so that nobody pays for the interval at which it polls, and ends when the
 * last end is recorded; with a contender that has not finished by then, after a while.
 */
final class DrainMeasurement implements Part.Measurement {

    private static final int BACKLOG = 100_000;
    private static final int CALLERS = 64;
    private static final int FILLING = 3;
    private static final int PATIENCE = 3;
    private static final Duration FIRST_RUN = Duration.ofSeconds(10);

    @Override
    public void measure(Contender contender, Path folder, Duration each, Consumer<Sample> samples) throws Exception {
        try (JobService service = contender.open(folder)) {
            long queued = fill(service, each.multipliedBy(FILLING));
            Work.forget();
            service.start();
            if (!Pause.until(() -> Work.runs() > 0, FIRST_RUN)) {
                throw new IllegalStateException("no run was executed within " + FIRST_RUN);
            }
            Meter meter = new Meter();
            long before = Work.runs();
            Pause.until(() -> Work.runs() >= queued && service.settled(), each.multipliedBy(PATIENCE));
            long finished = Work.runs() - before;
            samples.accept(meter.rate(Figure.DRAIN, finished));
            samples.accept(meter.micros(Figure.DRAIN_CPU, finished));
        }
    }

    private static long fill(JobService service, Duration atMost) throws Exception {
        try (Callers callers = new Callers(CALLERS, () -> service.submit(Work.payload()))) {
            Pause.until(() -> callers.calls() >= BACKLOG, atMost);
            return callers.stop();
        }
    }
}
