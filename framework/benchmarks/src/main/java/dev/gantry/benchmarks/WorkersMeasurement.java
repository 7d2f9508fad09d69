package dev.gantry.benchmarks;

import dev.gantry.benchmarks.contender.Contender;
import dev.gantry.benchmarks.contender.GantryService;
import dev.gantry.benchmarks.contender.JobService;
import dev.gantry.benchmarks.contender.PostgresDatabase;
import dev.gantry.benchmarks.contender.Work;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** How several workers, in one process, share the runs of a database. */
final class WorkersMeasurement implements Part.Measurement {

    private static final int CALLERS = 64;
    private static final int BACKLOG = 50_000;
    private static final int PATIENCE = 3;
    private static final Duration FIRST_RUN = Duration.ofSeconds(10);

    @Override
    public void measure(Contender contender, Path folder, Duration each, Consumer<Sample> samples) throws Exception {
        drain(folder, 1, Figure.WORKERS_1, each, samples);
        drain(folder, 2, Figure.WORKERS_2, each, samples);
        drain(folder, 4, Figure.WORKERS_4, each, samples);
    }

    private static void drain(Path folder, int count, Figure figure, Duration each, Consumer<Sample> samples)
            throws Exception {
        List<JobService> workers = new ArrayList<>();
        try (PostgresDatabase database = PostgresDatabase.create()) {
            try {
                for (int i = 0; i < count; i++) {
                    Path mine = Files.createDirectories(folder.resolve(figure + "-" + i));
                    workers.add(GantryService.postgres(database, mine));
                }
                samples.accept(drain(workers, figure, each));
            } finally {
                workers.forEach(JobService::close);
            }
        }
    }

    private static Sample drain(List<JobService> workers, Figure figure, Duration each) throws Exception {
        long queued;
        try (Callers callers = new Callers(CALLERS, () -> workers.get(0).submit(Work.payload()))) {
            Pause.until(() -> callers.calls() >= BACKLOG, each.multipliedBy(2));
            queued = callers.stop();
        }
        Work.forget();
        for (JobService worker : workers) {
            worker.start();
        }
        if (!Pause.until(() -> Work.runs() > 0, FIRST_RUN)) {
            throw new IllegalStateException("no run was executed within " + FIRST_RUN);
        }
        Meter meter = new Meter();
        long before = Work.runs();
        Pause.until(() -> Work.runs() >= queued && workers.get(0).settled(), each.multipliedBy(PATIENCE));
        return meter.rate(figure, Work.runs() - before);
    }
}
