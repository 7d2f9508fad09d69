package dev.gantry.store.postgres;

import dev.gantry.store.LogEntry;
import dev.gantry.store.LogLine;
import dev.gantry.store.LogLine.Kind;
import dev.gantry.store.RunLog;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;

/** The logs of runs: of each kind the newest lines, and how many are gone. */
final class LogTable {

    private static final String APPEND = """
            INSERT INTO run_log (number, kind, seq, at, code, message)
            SELECT * FROM unnest(?::bigint[], ?::int[], ?::bigint[], ?::bigint[], ?::int[], ?::text[])
            """;

    private static final String TRIM = """
            DELETE FROM run_log
            WHERE number = ? AND kind = ? AND seq <= (
              SELECT seq FROM run_log WHERE number = ? AND kind = ? ORDER BY seq DESC OFFSET ? LIMIT 1)
            """;

    private static final String DROPPED = """
            INSERT INTO run_log_dropped AS d (number, kind, lines) VALUES (?, ?, ?)
            ON CONFLICT (number, kind) DO UPDATE SET lines = d.lines + excluded.lines
            """;

    private static final String READ = """
            SELECT l.seq, l.kind, l.at, l.code, l.message FROM run_log l
            WHERE l.number = ? AND l.seq > ?
            ORDER BY l.seq
            """;

    /** The numbers of the kinds are their places in this list: one more goes to its end. */
    private static final List<Kind> KINDS = List.of(Kind.EVENT, Kind.WARNING, Kind.ERROR, Kind.OUTPUT, Kind.META);

    /** No kind keeps fewer lines than that, so that a log that is no longer needs no trimming. */
    private static final int ALWAYS_KEPT =
            EnumSet.allOf(Kind.class).stream().mapToInt(Kind::kept).min().orElseThrow();

    /** The kind with a number. */
    static Kind kind(int number) {
        return KINDS.get(number);
    }

    /** The numbers of kinds. */
    static List<Integer> numbers(Kind... kinds) {
        return Stream.of(kinds).map(KINDS::indexOf).toList();
    }

    /** Add what was logged in some steps. */
    void append(Transaction transaction, List<Move> moves) throws SQLException {
        List<Move> logging =
                moves.stream().filter(move -> !move.logged().isEmpty()).toList();
        if (logging.isEmpty()) {
            return;
        }
        insert(transaction, logging);
        for (Move move : logging) {
            Map<Kind, Long> dropped = new EnumMap<>(Kind.class);
            dropped.putAll(move.logged().dropped());
            if (move.logged().lastSeq() > ALWAYS_KEPT) {
                for (Kind kind : kinds(move.logged())) {
                    dropped.merge(kind, trim(transaction, move.next().number(), kind), Long::sum);
                }
            }
            count(transaction, move.next().number(), dropped);
        }
    }

    private static Set<Kind> kinds(Logged logged) {
        Set<Kind> kinds = EnumSet.noneOf(Kind.class);
        logged.entries().forEach(entry -> kinds.add(entry.line().kind()));
        return kinds;
    }

    private static void insert(Transaction transaction, List<Move> moves) throws SQLException {
        List<Long> numbers = new ArrayList<>();
        List<LogEntry> entries = new ArrayList<>();
        for (Move move : moves) {
            for (LogEntry entry : move.logged().entries()) {
                numbers.add(move.next().number());
                entries.add(entry);
            }
        }
        if (!entries.isEmpty()) {
            int unused = transaction
                    .sql(APPEND)
                    .withLongs(numbers)
                    .withInts(lines(entries, line -> KINDS.indexOf(line.kind())))
                    .withLongs(entries.stream().map(LogEntry::seq).toList())
                    .withLongs(lines(entries, line -> Moments.toDatabase(line.at())))
                    .withInts(lines(entries, LogLine::code))
                    .withTexts(lines(entries, line -> Texts.toDatabase(line.message())))
                    .execute();
        }
    }

    private static <T> List<T> lines(List<LogEntry> entries, Function<LogLine, T> value) {
        return entries.stream().map(entry -> value.apply(entry.line())).toList();
    }

    private static long trim(Transaction transaction, long number, Kind kind) throws SQLException {
        return transaction
                .sql(TRIM)
                .with(number)
                .with(KINDS.indexOf(kind))
                .with(number)
                .with(KINDS.indexOf(kind))
                .with(kind.kept())
                .execute();
    }

    private static void count(Transaction transaction, long number, Map<Kind, Long> dropped) throws SQLException {
        for (Map.Entry<Kind, Long> entry : dropped.entrySet()) {
            if (entry.getValue() > 0) {
                int unused = transaction
                        .sql(DROPPED)
                        .with(number)
                        .with(KINDS.indexOf(entry.getKey()))
                        .with(entry.getValue())
                        .execute();
            }
        }
    }

    /** See {@link dev.gantry.store.RunReader#log}. */
    Optional<RunLog> read(Connection connection, UUID uuid, long afterSeq) throws SQLException {
        Optional<Long> number = new Sql(connection, "SELECT number FROM run_request WHERE uuid = ?")
                .with(uuid)
                .first(row -> row.getLong(1));
        if (number.isEmpty()) {
            return Optional.empty();
        }
        List<LogEntry> entries =
                new Sql(connection, READ).with(number.get()).with(afterSeq).list(LogTable::entry);
        Map<Kind, Long> dropped = new EnumMap<>(Kind.class);
        new Sql(connection, "SELECT kind, lines FROM run_log_dropped WHERE number = ?")
                .with(number.get())
                .list(row -> dropped.put(KINDS.get(row.getInt(1)), row.getLong(2)));
        return Optional.of(new RunLog(entries, dropped));
    }

    private static LogEntry entry(ResultSet row) throws SQLException {
        return entry(row, 1);
    }

    /** Read a line from the columns seq, kind, at, code and message. */
    static LogEntry entry(ResultSet row, int seq) throws SQLException {
        LogLine line = new LogLine(
                kind(row.getInt(seq + 1)),
                RunColumns.moment(row, seq + 2),
                Texts.fromDatabase(row.getString(seq + 4)),
                row.getInt(seq + 3));
        return new LogEntry(row.getLong(seq), line);
    }
}
