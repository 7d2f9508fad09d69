package dev.gantry.benchmarks;

import dev.gantry.benchmarks.contender.Contender;
import dev.gantry.benchmarks.contender.JobService;
import dev.gantry.benchmarks.contender.Work;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Consumer;

/** How fast acknowledged submits are while nothing is executed. */
final class SubmitMeasurement implements Part.Measurement {

    private static final int MANY = 16;

    @Override
    public void measure(Contender contender, Path folder, Duration each, Consumer<Sample> samples) throws Exception {
        try (JobService service = contender.open(folder)) {
            try (Callers one = new Callers(1, () -> service.submit(Work.payload()))) {
                Meter meter = new Meter();
                Pause.of(each);
                samples.accept(meter.rate(Figure.SUBMIT_1, one.stop()));
            }
            try (Callers many = new Callers(MANY, () -> service.submit(Work.payload()))) {
                Meter meter = new Meter();
                Pause.of(each);
                long submitted = many.stop();
                samples.accept(meter.rate(Figure.SUBMIT_16, submitted));
                samples.accept(meter.micros(Figure.SUBMIT_CPU, submitted));
            }
        }
    }
}
