package dev.gantry.store.postgres;

import dev.gantry.store.ProjectState;
import dev.gantry.store.Run;
import dev.gantry.store.Signal;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** How many runs of a project may be RUNNING at once, and which are. */
final class ProjectTable {

    private static final int SERIAL = 1;

    private static final String LIMIT = """
            INSERT INTO project (name, concurrency) VALUES (?, ?)
            ON CONFLICT (name) DO UPDATE SET concurrency = excluded.concurrency
            """;

    private static final String RUNNING = """
            SELECT %s
            FROM run r JOIN run_request q ON q.number = r.number
            WHERE r.project = ? AND r.state = 1 AND r.project <> ''
            ORDER BY r.number
            """.formatted(RunColumns.SELECTED);

    /** See {@link dev.gantry.store.RunStore#limitProject}. */
    ProjectState limit(Transaction transaction, String project, int concurrency) throws SQLException {
        if (concurrency < 1) {
            throw new IllegalArgumentException(
                    "the concurrency of project %s is %d; expected at least 1".formatted(project, concurrency));
        }
        int unused = transaction
                .sql(LIMIT)
                .with(Texts.toDatabase(project))
                .with(concurrency)
                .execute();
        transaction.signal(Signal.WORK);
        return state(transaction::sql, project);
    }

    /** See {@link dev.gantry.store.CopyableStore#concurrencies}. */
    Map<String, Integer> concurrencies(Connection connection) throws SQLException {
        Map<String, Integer> concurrencies = new HashMap<>();
        new Sql(connection, "SELECT name, concurrency FROM project WHERE concurrency <> ?")
                .with(SERIAL)
                .list(row -> concurrencies.put(Texts.fromDatabase(row.getString(1)), row.getInt(2)));
        return concurrencies;
    }

    /** See {@link dev.gantry.store.RunReader#project}. */
    ProjectState state(Connection connection, String project) throws SQLException {
        return state(text -> new Sql(connection, text), project);
    }

    private interface Asking {
        Sql sql(String text);
    }

    private static ProjectState state(Asking asking, String project) throws SQLException {
        String name = Texts.toDatabase(project);
        int concurrency = asking.sql("SELECT concurrency FROM project WHERE name = ?")
                .with(name)
                .first(row -> row.getInt(1))
                .orElse(SERIAL);
        List<Run> running = asking.sql(RUNNING).with(name).list(RunColumns::run);
        long queued = asking.sql("SELECT count(*) FROM run WHERE state = 0 AND project = ?")
                .with(name)
                .first(row -> row.getLong(1))
                .orElseThrow();
        return new ProjectState(concurrency, running, queued);
    }
}
