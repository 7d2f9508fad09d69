package dev.gantry.benchmarks;

import dev.gantry.benchmarks.contender.Contender;
import dev.gantry.benchmarks.contender.JobService;
import dev.gantry.benchmarks.contender.Work;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Consumer;

/** How many runs are executed while callers submit as fast as they are answered, once the first run was executed. */
final class SteadyMeasurement implements Part.Measurement {

    private static final int CALLERS = 16;
    private static final Duration FIRST_RUN = Duration.ofSeconds(10);

    @Override
    public void measure(Contender contender, Path folder, Duration each, Consumer<Sample> samples) throws Exception {
        try (JobService service = contender.open(folder)) {
            service.start();
            try (Callers callers = new Callers(CALLERS, () -> service.submit(Work.payload()))) {
                samples.accept(executed(Figure.STEADY, each));
                callers.stop();
            }
        }
    }

    /** Measure the rate at which runs are executed. */
    static Sample executed(Figure figure, Duration each) throws Exception {
        Work.forget();
        Pause.until(() -> Work.runs() > 0, FIRST_RUN);
        Meter meter = new Meter();
        long before = Work.runs();
        Pause.of(each);
        return meter.rate(figure, Work.runs() - before);
    }
}
