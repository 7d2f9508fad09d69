package dev.gantry.store.postgres;

import dev.gantry.store.LogEntry;
import dev.gantry.store.LogLine;
import dev.gantry.store.LogLine.Kind;
import dev.gantry.store.RunLog;
import dev.gantry.store.RunRecord;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
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
            SELECT unnest(?::bigint[]), unnest(?::int[]), unnest(?::bigint[]), unnest(?::bigint[]), unnest(?::int[]),
                   unnest(?::text[])
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

    private static final String READ_MANY = """
            SELECT l.seq, l.kind, l.at, l.code, l.message, l.number FROM run_log l
            WHERE l.number = ANY (?)
            ORDER BY l.number, l.seq
            """;

    /** How many lines are fetched at once. */
    private static final int FETCHED = 500;

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
        Batch batch = new Batch();
        for (Move move : logging) {
            move.logged().entries().forEach(entry -> batch.add(move.next().number(), entry));
        }
        batch.insert(transaction);
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

    /** Lines of several runs, to be written together. */
    private static final class Batch {

        private final List<Long> numbers = new ArrayList<>();
        private final List<LogEntry> entries = new ArrayList<>();

        private void add(long number, LogEntry entry) {
            numbers.add(number);
            entries.add(entry);
        }

        private void insert(Transaction transaction) throws SQLException {
            if (!entries.isEmpty()) {
                int unused = transaction
                        .sql(APPEND)
                        .withLongs(numbers)
                        .withInts(lines(line -> KINDS.indexOf(line.kind())))
                        .withLongs(entries.stream().map(LogEntry::seq).toList())
                        .withLongs(lines(line -> Moments.toDatabase(line.at())))
                        .withInts(lines(LogLine::code))
                        .withTexts(lines(line -> Texts.toDatabase(line.message())))
                        .execute();
            }
        }

        private <T> List<T> lines(Function<LogLine, T> value) {
            return entries.stream().map(entry -> value.apply(entry.line())).toList();
        }
    }

    /** Take over the logs of runs that another store has. */
    void receive(Transaction transaction, List<RunRecord> received) throws SQLException {
        Batch batch = new Batch();
        for (RunRecord record : received) {
            record.log().entries().forEach(entry -> batch.add(record.run().number(), entry));
            count(transaction, record.run().number(), record.log().dropped());
        }
        batch.insert(transaction);
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

    /**
     * All that is kept of the logs of runs, until they have so many characters together; of those that would be cut off by
     * that nothing, but of the first all.
     */
    Map<Long, RunLog> read(Connection connection, Collection<Long> numbers, long mostWeight) throws SQLException {
        Map<Long, List<LogEntry>> entries = new HashMap<>();
        numbers.forEach(number -> entries.put(number, new ArrayList<>()));
        long first = numbers.iterator().next();
        long[] weight = {0};
        long[] cutOff = {Long.MAX_VALUE};
        new Sql(connection, READ_MANY).withLongs(numbers).each(FETCHED, row -> {
            long number = row.getLong(6);
            if (weight[0] >= mostWeight && number != first) {
                cutOff[0] = number;
                return false;
            }
            LogEntry entry = entry(row);
            weight[0] += entry.line().message().length();
            return entries.get(number).add(entry);
        });
        Map<Long, Map<Kind, Long>> dropped = new HashMap<>();
        new Sql(connection, "SELECT kind, lines, number FROM run_log_dropped WHERE number = ANY (?)")
                .withLongs(numbers)
                .list(row -> dropped.computeIfAbsent(row.getLong(3), number -> new EnumMap<>(Kind.class))
                        .put(KINDS.get(row.getInt(1)), row.getLong(2)));
        Map<Long, RunLog> logs = new HashMap<>();
        for (long number : numbers) {
            if (number < cutOff[0]) {
                logs.put(number, new RunLog(entries.get(number), dropped.getOrDefault(number, Map.of())));
            }
        }
        return logs;
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
