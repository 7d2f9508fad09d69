package dev.gantry.benchmarks;

import dev.gantry.benchmarks.contender.Contender;
import dev.gantry.benchmarks.contender.JobService;
import dev.gantry.benchmarks.contender.PostgresDatabase;
import dev.gantry.benchmarks.contender.Work;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.function.Consumer;

/** What a run costs the database from its submit to its end: bytes of its log, and bytes that are kept. */
final class FootprintMeasurement implements Part.Measurement {

    private static final int CALLERS = 16;
    private static final int MOST_RUNS = 20_000;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final String BYTES = """
            SELECT pg_current_wal_insert_lsn() - '0/0'::pg_lsn, (SELECT sum(pg_database_size(oid)) FROM pg_database)
            """;

    private record Bytes(long log, long kept) {

        private static Bytes now() throws SQLException {
            try (Connection connection = PostgresDatabase.connect();
                    Statement statement = connection.createStatement();
                    ResultSet rows = statement.executeQuery(BYTES)) {
                rows.next();
                return new Bytes(rows.getLong(1), rows.getLong(2));
            }
        }
    }

    @Override
    public void measure(Contender contender, Path folder, Duration each, Consumer<Sample> samples) throws Exception {
        try (JobService service = contender.open(folder)) {
            Bytes before = Bytes.now();
            Meter meter = new Meter();
            Work.forget();
            long runs;
            try (Callers callers = new Callers(CALLERS, () -> service.submit(Work.payload()))) {
                Pause.until(() -> callers.calls() >= MOST_RUNS, each.multipliedBy(2));
                runs = callers.stop();
            }
            service.start();
            if (!Pause.until(() -> Work.runs() >= runs && service.settled(), PATIENCE)) {
                throw new IllegalStateException(
                        "only %d of %d runs were finished within %s".formatted(Work.runs(), runs, PATIENCE));
            }
            Bytes after = Bytes.now();
            double foreign = meter.foreign();
            samples.accept(new Sample(Figure.WAL, (double) (after.log() - before.log()) / runs, foreign));
            samples.accept(new Sample(Figure.KEPT, (double) (after.kept() - before.kept()) / runs, foreign));
        }
    }
}
