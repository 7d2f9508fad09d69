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

    /** Those of one state are counted by its partial index, without the rows. */
    private static final String UNFINISHED = """
            SELECT 0, count(*) FROM run r %1$s %2$s
            UNION ALL
            SELECT 1, count(*) FROM run r %3$s %4$s
            """;

    private static final String ENDS = """
            SELECT state, stretch, count(*) FROM (
              SELECT r.state, CASE WHEN r.finished_at >= ? THEN (r.finished_at - ?) / ? END AS stretch
              FROM run r %s
              %s
              ORDER BY r.finished_at DESC LIMIT %d) AS counted
            GROUP BY state, stretch
            """;

    private static final String WITH_REQUEST = "JOIN run_request q ON q.number = r.number";

    /** See {@link dev.gantry.store.RunReader#tally}. */
    RunTally tally(Connection connection, RunFilter filter, TimeScale scale) throws SQLException {
        RunTally.Counter counter = new RunTally.Counter(scale);
        countUnfinished(connection, filter, counter);
        Conditions finished = new Conditions().and("r.finished_at IS NOT NULL");
        finished.of(filter);
        long counted = countEnds(connection, finished, scale, counter);
        return counted > MOST ? counter.atLeast() : counter.tally();
    }

    private static void countUnfinished(Connection connection, RunFilter filter, RunTally.Counter counter)
            throws SQLException {
        Conditions queued = new Conditions().and("r.state = 0");
        queued.of(filter);
        Conditions running = new Conditions().and("r.state = 1");
        running.of(filter);
        Sql sql =
                new Sql(connection, UNFINISHED.formatted(join(queued), queued.where(), join(running), running.where()));
        running.bind(queued.bind(sql)).list(row -> {
            if (row.getLong(2) > 0) {
                counter.add(RunColumns.state(row.getInt(1)), -1, row.getLong(2));
            }
            return true;
        });
    }

    private static String join(Conditions conditions) {
        return conditions.ofRequest() ? WITH_REQUEST : "";
    }

    private static long countEnds(
            Connection connection, Conditions conditions, TimeScale scale, RunTally.Counter counter)
            throws SQLException {
        long from = Moments.toDatabase(scale.from());
        List<Long> counts = conditions
                .bind(new Sql(connection, ENDS.formatted(join(conditions), conditions.where(), MOST + 1))
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
