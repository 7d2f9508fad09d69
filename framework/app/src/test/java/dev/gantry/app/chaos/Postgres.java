package dev.gantry.app.chaos;

import dev.gantry.app.chaos.ClusterHistory.Submitted;
import dev.gantry.app.chaos.RunChange.Standing;
import dev.gantry.app.chaos.RunChange.State;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A PostgreSQL server that writes down what is done to runs, and that can be made to fail. */
final class Postgres implements AutoCloseable {

    private static final long MICROS = 1_000_000;

    /** By the numbers that they have in the database. */
    private static final List<State> STATES =
            List.of(State.QUEUED, State.RUNNING, State.SUCCEEDED, State.FAILED, State.CANCELLED);

    /** Told at the end of each statement: who relies on what another one did finds that under a lower number. */
    private static final String WRITE_DOWN = """
            CREATE TABLE gantry.written (
                id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, at bigint NOT NULL, session text NOT NULL,
                number bigint NOT NULL, was_state smallint, was_fence bigint, was_until bigint,
                state smallint NOT NULL, fence bigint NOT NULL, until bigint);
            CREATE FUNCTION gantry.write_down() RETURNS trigger LANGUAGE plpgsql AS $$
            DECLARE now bigint := round(extract(epoch FROM clock_timestamp()) * 1000000);
            BEGIN
              IF TG_OP = 'INSERT' THEN
                INSERT INTO gantry.written (at, session, number, state, fence, until)
                VALUES (now, session_user, NEW.number, NEW.state, NEW.fence, NEW.lease_until);
              ELSE
                INSERT INTO gantry.written
                  (at, session, number, was_state, was_fence, was_until, state, fence, until)
                VALUES (now, session_user, NEW.number, OLD.state, OLD.fence, OLD.lease_until,
                        NEW.state, NEW.fence, NEW.lease_until);
              END IF;
              RETURN NULL;
            END $$;
            CREATE TRIGGER write_down AFTER INSERT OR UPDATE ON gantry.run
            FOR EACH ROW EXECUTE FUNCTION gantry.write_down();
            """;

    private static final String SUBMITTED = """
            SELECT number, coalesce(key, project || '/' || job_id), job_type, coalesce(project, '')
            FROM gantry.run_request
            """;

    private final Path folder;
    private EmbeddedPostgres server;
    private int sessions;

    private Postgres(Path folder) {
        this.folder = folder;
        this.server = start(Optional.empty());
    }

    static Postgres in(Path folder) {
        return new Postgres(folder);
    }

    private EmbeddedPostgres start(Optional<Integer> port) {
        EmbeddedPostgres.Builder builder = EmbeddedPostgres.builder()
                .setPGStartupWait(Duration.ofMinutes(1))
                .setDataDirectory(folder.resolve("postgres"))
                .setCleanDataDirectory(false)
                .setServerConfig("shared_buffers", "64MB");
        port.ifPresent(builder::setPort);
        try {
            return builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where it is, for those who log in as somebody. */
    String url() {
        return server.getJdbcUrl("postgres", "postgres").replaceFirst("\\?.*", "");
    }

    /** Write down from now on; the tables are there. */
    void writeDown() {
        execute(WRITE_DOWN);
    }

    /** A name for a process to log in under, that no other has. */
    String newSession() {
        sessions++;
        String name = "process_" + sessions;
        execute("CREATE ROLE %s LOGIN SUPERUSER".formatted(name));
        return name;
    }

    /** End all sessions of stores, whatever they are doing. */
    void cutSessions() {
        execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'gantry'");
    }

    /** Stop, whoever is connected, and start again. */
    void restart() {
        int port = server.getPort();
        close();
        server = start(Optional.of(port));
    }

    /** The present, by its clock. */
    Instant now() {
        return moment(number("SELECT round(extract(epoch FROM clock_timestamp()) * 1000000)::bigint"));
    }

    /** How many runs have ended. */
    long ended() {
        return number("SELECT count(*) FROM gantry.run WHERE finished_at IS NOT NULL");
    }

    /** How many runs have not ended. */
    long unfinished() {
        return number("SELECT count(*) FROM gantry.run WHERE finished_at IS NULL");
    }

    /** How many runs are held by the worker of a process. */
    long heldBy(long pid) {
        return number("SELECT count(*) FROM gantry.run WHERE state = 1 AND worker LIKE '%%-%d-%%'".formatted(pid));
    }

    /** Whether the worker of a process has said nothing for longer than its lease. */
    boolean countsAsDead(long pid) {
        return number("""
                SELECT count(*) FROM gantry.worker
                WHERE name LIKE '%%-%d-%%'
                  AND seen_at + good_for < round(extract(epoch FROM clock_timestamp()) * 1000000)
                """.formatted(pid)) > 0;
    }

    /** What was done to runs, in order. */
    List<RunChange> changes() {
        List<RunChange> changes = new ArrayList<>();
        read("SELECT * FROM gantry.written ORDER BY id", row -> changes.add(change(row)));
        return changes;
    }

    private static RunChange change(ResultSet row) throws SQLException {
        Standing after = standing(row, "state", "fence", "until");
        int unused = row.getInt("was_state");
        Optional<Standing> before =
                row.wasNull() ? Optional.empty() : Optional.of(standing(row, "was_state", "was_fence", "was_until"));
        return new RunChange(
                row.getLong("id"),
                moment(row.getLong("at")),
                row.getString("session"),
                row.getLong("number"),
                before,
                after);
    }

    private static Standing standing(ResultSet row, String state, String fence, String until) throws SQLException {
        return new Standing(STATES.get(row.getInt(state)), row.getLong(fence), moment(row.getLong(until)));
    }

    /** The runs that there are, by their numbers. */
    Map<Long, Submitted> runs() {
        Map<Long, Submitted> runs = new HashMap<>();
        read(
                SUBMITTED,
                row -> runs.put(row.getLong(1), new Submitted(row.getString(2), row.getString(3), row.getString(4))));
        return runs;
    }

    private static Instant moment(long micros) {
        return Instant.ofEpochSecond(micros / MICROS, micros % MICROS * 1_000);
    }

    private interface Reader {
        void read(ResultSet row) throws SQLException;
    }

    private long number(String query) {
        List<Long> numbers = new ArrayList<>();
        read(query, row -> numbers.add(row.getLong(1)));
        return numbers.get(0);
    }

    private void read(String query, Reader reader) {
        try (Connection connection = server.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            while (rows.next()) {
                reader.read(rows);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private void execute(String sql) {
        try (Connection connection = server.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
