package dev.gantry.benchmarks.contender;

import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/**
 * What one writes by hand: a narrow table, an insert for each submit, and loops that take 100 rows with {@code SKIP LOCKED},
 * run them and mark them as finished. No leases, no history, no log: a floor of cost, not a design.
 */
final class BareSql implements JobService {

    private static final int WORKERS = 4;
    private static final int LOT = 100;
    private static final int CONNECTIONS = 70;
    private static final long PAUSE_MILLIS = 10;

    private static final String TABLE = """
            CREATE TABLE job (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, state smallint NOT NULL DEFAULT 0,
                              payload text NOT NULL) WITH (fillfactor = 70);
            CREATE INDEX job_ready ON job (id) WHERE state = 0;
            CREATE INDEX job_running ON job (id) WHERE state = 1;
            """;

    private static final String CLAIM = """
            UPDATE job SET state = 1 WHERE id IN (
              SELECT id FROM job WHERE state = 0 ORDER BY id LIMIT %d FOR UPDATE SKIP LOCKED)
            RETURNING id, payload
            """.formatted(LOT);

    private final HikariDataSource database;
    private final ExecutorService workers = Executors.newFixedThreadPool(WORKERS);

    private BareSql(HikariDataSource database) {
        this.database = database;
    }

    static JobService open(PostgresDatabase database, Path folder) throws SQLException {
        HikariDataSource pool = database.pool(CONNECTIONS);
        try (Connection connection = pool.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(TABLE);
        }
        return new BareSql(pool);
    }

    @Override
    public void submit(String payload) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement insert = connection.prepareStatement("INSERT INTO job (payload) VALUES (?)")) {
            insert.setString(1, payload);
            insert.executeUpdate();
        }
    }

    @Override
    public void start() {
        for (int i = 0; i < WORKERS; i++) {
            workers.execute(this::work);
        }
    }

    private void work() {
        try (Connection connection = database.getConnection();
                PreparedStatement claim = connection.prepareStatement(CLAIM);
                PreparedStatement finish = connection.prepareStatement("UPDATE job SET state = 2 WHERE id = ANY (?)")) {
            while (!workers.isShutdown()) {
                List<Long> ids = claim(claim);
                if (ids.isEmpty()) {
                    TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
                } else {
                    finish.setArray(1, connection.createArrayOf("int8", ids.toArray()));
                    finish.executeUpdate();
                }
            }
        } catch (SQLException e) {
            throw new IllegalStateException("a loop failed", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static List<Long> claim(PreparedStatement claim) throws SQLException {
        List<Long> ids = new ArrayList<>(LOT);
        try (ResultSet rows = claim.executeQuery()) {
            while (rows.next()) {
                ids.add(rows.getLong(1));
                Work.run(rows.getString(2));
            }
        }
        return ids;
    }

    @Override
    public boolean settled() throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT 1 FROM job WHERE state = 1 LIMIT 1")) {
            return !rows.next();
        }
    }

    @Override
    public void close() {
        workers.shutdownNow();
        try {
            workers.awaitTermination(1, TimeUnit.MINUTES);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        database.close();
    }
}
