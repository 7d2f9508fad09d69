package dev.gantry.benchmarks;

import dev.gantry.benchmarks.contender.Contender;
import dev.gantry.benchmarks.contender.GantryService;
import dev.gantry.benchmarks.contender.JobService;
import dev.gantry.benchmarks.contender.PostgresDatabase;
import dev.gantry.benchmarks.contender.Work;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.function.Consumer;

/** What becomes of the rates when many finished runs are kept. They are made by the database itself. */
final class HistoryMeasurement implements Part.Measurement {

    /** The system property with how many finished runs there are. */
    static final String FINISHED = "gantry.benchmarks.finished";

    private static final int CALLERS = 16;
    private static final int BACKLOG = 50_000;
    private static final int PATIENCE = 3;
    private static final int LOT = 1_000_000;
    private static final Duration FIRST_RUN = Duration.ofSeconds(10);

    private static final String REQUESTS = """
            INSERT INTO gantry.run_request (uuid, path, job_type, priority, created_at, params)
            SELECT gen_random_uuid(), 'benchmarks/no_op', 'benchmarks_no_op', 0, 1700000000000000 + i,
                   '{"payload":"' || repeat('x', 100) || '"}'
            FROM generate_series(1, %d) i
            """;

    private static final String RUNS = """
            INSERT INTO gantry.run (number, revision, fence, run_at, updated_at, finished_at, completeness, tick_value,
                                    precedence, attempts, result_code, state, job_type, project)
            SELECT q.number, 3, 1, q.created_at, q.created_at, q.created_at, 1, 0.001, -1, 1, 200, 2, q.job_type, ''
            FROM gantry.run_request q WHERE q.number > %d
            """;

    @Override
    public void measure(Contender contender, Path folder, Duration each, Consumer<Sample> samples) throws Exception {
        try (PostgresDatabase database = PostgresDatabase.create();
                JobService service = GantryService.postgres(database, folder)) {
            fill(database, Integer.getInteger(FINISHED, 0));
            long queued = submit(service, each, samples);
            drain(service, queued, each, samples);
        }
    }

    private static void fill(PostgresDatabase database, int finished) throws SQLException {
        try (Connection connection = DriverManager.getConnection(database.url());
                Statement statement = connection.createStatement()) {
            statement.execute("SET synchronous_commit = off");
            for (int done = 0; done < finished; done += LOT) {
                statement.execute(REQUESTS.formatted(Math.min(LOT, finished - done)));
                statement.execute(RUNS.formatted(done));
            }
            statement.execute("VACUUM ANALYZE gantry.run");
            statement.execute("VACUUM ANALYZE gantry.run_request");
            statement.execute("CHECKPOINT");
        }
    }

    private static long submit(JobService service, Duration each, Consumer<Sample> samples) throws Exception {
        try (Callers callers = new Callers(CALLERS, () -> service.submit(Work.payload()))) {
            Meter meter = new Meter();
            Pause.of(each);
            samples.accept(meter.rate(Figure.HISTORY_SUBMIT, callers.calls()));
            Pause.until(() -> callers.calls() >= BACKLOG, each);
            return callers.stop();
        }
    }

    private static void drain(JobService service, long queued, Duration each, Consumer<Sample> samples)
            throws Exception {
        Work.forget();
        service.start();
        if (!Pause.until(() -> Work.runs() > 0, FIRST_RUN)) {
            throw new IllegalStateException("no run was executed within " + FIRST_RUN);
        }
        Meter meter = new Meter();
        long before = Work.runs();
        Pause.until(() -> Work.runs() >= queued && service.settled(), each.multipliedBy(PATIENCE));
        samples.accept(meter.rate(Figure.HISTORY_DRAIN, Work.runs() - before));
    }
}
