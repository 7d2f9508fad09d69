package dev.gantry.store.postgres;

import dev.gantry.store.Run;
import dev.gantry.store.RunBody;
import dev.gantry.store.RunQuery;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** What is asked of runs. */
final class Listing {

    private static final String RUNS = """
            SELECT %s
            FROM run_request q JOIN run r ON r.number = q.number
            """.formatted(RunColumns.SELECTED);

    private static final String BODY = """
            SELECT q.params, d.json FROM run_request q LEFT JOIN run_data d ON d.number = q.number
            WHERE q.uuid = ?
            """;

    private static final String UNSUBMITTED = """
            SELECT h.run FROM (SELECT run FROM stash UNION SELECT run FROM file) h
            WHERE NOT EXISTS (SELECT FROM run_request q WHERE q.uuid = h.run)
            """;

    Optional<Run> find(Connection connection, UUID uuid) throws SQLException {
        return new Sql(connection, RUNS + "WHERE q.uuid = ?").with(uuid).first(RunColumns::run);
    }

    /** Some runs, as far as they are there. */
    List<Run> find(Connection connection, Collection<UUID> uuids) throws SQLException {
        return new Sql(connection, RUNS + "WHERE q.uuid = ANY (?) ORDER BY q.number")
                .withUuids(uuids)
                .list(RunColumns::run);
    }

    Optional<RunBody> body(Connection connection, UUID uuid) throws SQLException {
        return new Sql(connection, BODY)
                .with(uuid)
                .first(row -> new RunBody(Texts.fromDatabase(row.getString(1)), RunColumns.text(row, 2)));
    }

    Map<String, Long> queued(Connection connection) throws SQLException {
        Map<String, Long> counts = new LinkedHashMap<>();
        new Sql(connection, "SELECT job_type, count(*) FROM run WHERE state = 0 GROUP BY job_type ORDER BY job_type")
                .list(row -> counts.put(Texts.fromDatabase(row.getString(1)), row.getLong(2)));
        return counts;
    }

    /** See {@link dev.gantry.store.CopyableStore#unsubmitted}. */
    Set<UUID> unsubmitted(Connection connection) throws SQLException {
        return new HashSet<>(new Sql(connection, UNSUBMITTED).list(row -> row.getObject(1, UUID.class)));
    }

    long queuedInAll(Connection connection) throws SQLException {
        return new Sql(connection, "SELECT count(*) FROM run WHERE state = 0")
                .first(row -> row.getLong(1))
                .orElseThrow();
    }

    /** See {@link dev.gantry.store.RunReader#list}. */
    List<Run> list(Connection connection, RunQuery query) throws SQLException {
        Conditions conditions = new Conditions();
        conditions.of(query.filter());
        query.below().ifPresent(conditions::below);
        return conditions
                .bind(new Sql(connection, RUNS + conditions.where() + "ORDER BY q.number DESC LIMIT ?"))
                .with(query.limit())
                .list(RunColumns::run);
    }
}
