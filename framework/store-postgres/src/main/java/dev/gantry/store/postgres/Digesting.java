package dev.gantry.store.postgres;

import dev.gantry.store.LogLine;
import dev.gantry.store.RunDigest;
import dev.gantry.store.RunDigest.LogDigest;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;

/** What a list shows of runs besides the runs themselves; a few questions for all of them. */
final class Digesting {

    private static final String RUNS = """
            SELECT q.uuid, q.number, r.log_seq FROM run_request q JOIN run r ON r.number = q.number
            WHERE q.uuid = ANY (?)
            """;

    private static final String LINES = """
            SELECT number, kind, count(*) FROM run_log WHERE number = ANY (?) AND kind = ANY (?) GROUP BY number, kind
            UNION ALL
            SELECT number, kind, lines FROM run_log_dropped WHERE number = ANY (?) AND kind = ANY (?)
            """;

    private static final String LAST = """
            SELECT v.number, l.seq, l.kind, l.at, l.code, l.message
            FROM unnest(?::bigint[]) AS v (number)
            CROSS JOIN unnest(?::int[]) AS k (kind)
            CROSS JOIN LATERAL (
              SELECT seq, kind, at, code, message FROM run_log
              WHERE number = v.number AND kind = k.kind ORDER BY seq DESC LIMIT 1) AS l
            ORDER BY l.seq
            """;

    private static final String CHILDREN =
            "SELECT parent, count(*) FROM run_request WHERE parent = ANY (?) GROUP BY parent";

    /** See {@link dev.gantry.store.RunReader#digests}. */
    Map<UUID, RunDigest> digests(Connection connection, Collection<UUID> runs) throws SQLException {
        Map<UUID, Long> numbers = new HashMap<>();
        Map<Long, Long> lastSeqs = new HashMap<>();
        new Sql(connection, RUNS).withUuids(runs).list(row -> {
            lastSeqs.put(row.getLong(2), row.getLong(3));
            return numbers.put(row.getObject(1, UUID.class), row.getLong(2));
        });
        Map<Long, Map<LogLine.Kind, Long>> lines = lines(connection, lastSeqs.keySet());
        Map<Long, List<LogLine>> last = last(connection, lastSeqs.keySet());
        Map<UUID, Long> children = new HashMap<>();
        new Sql(connection, CHILDREN)
                .withUuids(numbers.keySet())
                .list(row -> children.put(row.getObject(1, UUID.class), row.getLong(2)));
        Map<UUID, RunDigest> digests = new HashMap<>();
        numbers.forEach((uuid, number) -> {
            Map<LogLine.Kind, Long> counts = lines.getOrDefault(number, Map.of());
            LogDigest log = new LogDigest(
                    lastSeqs.get(number),
                    counts.getOrDefault(LogLine.Kind.WARNING, 0L),
                    counts.getOrDefault(LogLine.Kind.ERROR, 0L),
                    last(last.getOrDefault(number, List.of()), line -> true),
                    last(last.getOrDefault(number, List.of()), line -> line.kind() == LogLine.Kind.ERROR));
            digests.put(uuid, new RunDigest(log, children.getOrDefault(uuid, 0L)));
        });
        return digests;
    }

    private static Map<Long, Map<LogLine.Kind, Long>> lines(Connection connection, Collection<Long> numbers)
            throws SQLException {
        Map<Long, Map<LogLine.Kind, Long>> lines = new HashMap<>();
        new Sql(connection, LINES)
                .withLongs(numbers)
                .withInts(LogTable.numbers(LogLine.Kind.WARNING, LogLine.Kind.ERROR))
                .withLongs(numbers)
                .withInts(LogTable.numbers(LogLine.Kind.WARNING, LogLine.Kind.ERROR))
                .list(row -> lines.computeIfAbsent(row.getLong(1), absent -> new HashMap<>())
                        .merge(LogTable.kind(row.getInt(2)), row.getLong(3), Long::sum));
        return lines;
    }

    /** The last line of each kind, in order. */
    private static Map<Long, List<LogLine>> last(Connection connection, Collection<Long> numbers) throws SQLException {
        Map<Long, List<LogLine>> last = new HashMap<>();
        new Sql(connection, LAST)
                .withLongs(numbers)
                .withInts(LogTable.numbers(LogLine.Kind.EVENT, LogLine.Kind.WARNING, LogLine.Kind.ERROR))
                .list(row -> last.computeIfAbsent(row.getLong(1), absent -> new ArrayList<>())
                        .add(LogTable.entry(row, 2).line()));
        return last;
    }

    private static Optional<LogLine> last(List<LogLine> lines, Predicate<LogLine> wished) {
        return lines.stream().filter(wished).reduce((before, after) -> after);
    }
}
