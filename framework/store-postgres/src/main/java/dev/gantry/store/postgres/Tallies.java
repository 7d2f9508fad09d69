package dev.gantry.store.postgres;

import dev.gantry.store.RunFilter;
import dev.gantry.store.RunTally;
import dev.gantry.store.TimeScale;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** Counts runs. */
final class Tallies {

    /** How many finished runs are counted before it is said that there are at least so many. */
    private static final int MOST = 500_000;

    private static final String COUNT = """
            SELECT state, stretch, count(*) FROM (
              SELECT r.state, CASE WHEN r.finished_at >= ? THEN (r.finished_at - ?) / ? END AS stretch
              FROM run r %s
              %s
              %s) AS counted
            GROUP BY state, stretch
            """;

    private static final String WITH_REQUEST = "JOIN run_request q ON q.number = r.number";

    /** See {@link dev.gantry.store.RunReader#tally}. */
    RunTally tally(Connection connection, RunFilter filter, TimeScale scale) throws SQLException {
        RunTally.Counter counter = new RunTally.Counter(scale);
        // As the partial indexes are.
        Conditions unfinished = new Conditions().and("(r.state = 0 OR r.state = 1)");
        unfinished.of(filter);
        count(connection, unfinished, "", scale, counter);
        Conditions finished = new Conditions().and("r.finished_at IS NOT NULL");
        finished.of(filter);
        long counted = count(connection, finished, "ORDER BY r.finished_at DESC LIMIT " + (MOST + 1), scale, counter);
        return counted > MOST ? counter.atLeast() : counter.tally();
    }

    private static long count(
            Connection connection, Conditions conditions, String order, TimeScale scale, RunTally.Counter counter)
            throws SQLException {
        long from = Moments.toDatabase(scale.from());
        String join = conditions.ofRequest() ? WITH_REQUEST : "";
        List<Long> counts = conditions
                .bind(new Sql(connection, COUNT.formatted(join, conditions.where(), order))
                        .with(from)
                        .with(from)
                        .with(scale.micros()))
                .list(row -> {
                    Long stretch = row.getObject(2, Long.class);
                    boolean inside = stretch != null && stretch < scale.count();
                    counter.add(RunColumns.state(row.getInt(1)), inside ? stretch.intValue() : -1, row.getLong(3));
                    return row.getLong(3);
                });
        return counts.stream().mapToLong(Long::longValue).sum();
    }
}
