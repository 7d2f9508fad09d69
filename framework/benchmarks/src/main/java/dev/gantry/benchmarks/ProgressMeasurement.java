package dev.gantry.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.gantry.benchmarks.contender.Contender;
import dev.gantry.benchmarks.contender.ForceCount;
import dev.gantry.benchmarks.contender.GantryService;
import dev.gantry.benchmarks.contender.ReportingJob;
import dev.gantry.engine.JobEngine;
import dev.gantry.engine.catalog.JobDefinition;
import dev.gantry.store.RunOptions;
import java.nio.file.Path;
import java.time.Duration;
import java.util.UUID;
import java.util.function.Consumer;

/** What it costs a job, and the disk, that it reports its progress 10,000 times a second. Of Gantry only. */
final class ProgressMeasurement implements Part.Measurement {

    private static final String JOB = "benchmark/reporting";
    private static final int REPORTS_PER_SECOND = 10_000;
    private static final long BIT_NANOS = 1_000_000_000L / REPORTS_PER_SECOND;
    private static final int SLICES = 20;
    private static final int TRIAL_STEPS = 20_000_000;
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final double INTERVAL_NANOS = 100e6;

    @Override
    public void measure(Contender contender, Path folder, Duration each, Consumer<Sample> samples) throws Exception {
        ForceCount forces = new ForceCount();
        try (GantryService gantry = GantryService.durable(folder, forces)) {
            gantry.start();
            int bits = (int) (each.toNanos() / BIT_NANOS / SLICES);
            int steps = stepsOfOneBit();
            ReportingJob.Times inTurn = run(gantry.engine(), params(bits, steps, false));
            samples.accept(sample(Figure.PROGRESS_CPU, (double) inTurn.reportingCpu() / inTurn.quietCpu()));
            samples.accept(sample(Figure.PROGRESS_TIME, (double) inTurn.reporting() / inTurn.quiet()));
            long before = forces.count();
            ReportingJob.Times always = run(gantry.engine(), params(bits, steps, true));
            samples.accept(
                    sample(Figure.PROGRESS_FORCES, (forces.count() - before) / (always.reporting() / INTERVAL_NANOS)));
        }
    }

    private static Sample sample(Figure figure, double value) {
        return new Sample(figure, value, Double.NaN);
    }

    private static int stepsOfOneBit() {
        long from = System.nanoTime();
        ReportingJob.work(TRIAL_STEPS);
        return (int) (TRIAL_STEPS * BIT_NANOS / (System.nanoTime() - from));
    }

    private static String params(int bits, int steps, boolean always) {
        return "{\"slices\":%d,\"bits\":%d,\"steps\":%d,\"always\":%s}".formatted(SLICES, bits, steps, always);
    }

    private static ReportingJob.Times run(JobEngine engine, String params) throws Exception {
        JobDefinition job = engine.catalog().job(JOB).orElseThrow();
        UUID uuid = engine.submit(job, params.getBytes(UTF_8), RunOptions.NONE)
                .join()
                .run()
                .uuid();
        Pause.until(() -> engine.runs().find(uuid).orElseThrow().state().finished(), PATIENCE);
        return ReportingJob.last();
    }
}
