package dev.gantry.store.postgres;

import dev.gantry.store.Lease;
import dev.gantry.store.Progress;
import dev.gantry.store.Run;
import dev.gantry.store.RunState;
import dev.gantry.store.Standing;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The rows of runs: how they are locked, and how steps are written. */
final class RunTable {

    private static final String LOCK = """
            SELECT %s
            FROM run_request q JOIN run r ON r.number = q.number
            WHERE q.uuid = ANY (?)
            ORDER BY r.number
            FOR UPDATE OF r
            """.formatted(RunColumns.SELECTED);

    /** A step counts only on the revision it was decided on. The lease of an attempt that goes on is not its business. */
    private static final String WRITE = """
            UPDATE run AS r
            SET revision = v.revision, fence = v.fence, run_at = v.run_at, updated_at = v.updated_at,
                started_at = v.started_at, finished_at = v.finished_at, log_seq = v.log_seq, completeness = v.completeness,
                tick_count = v.tick_count, tick_value = v.tick_value, attempts = v.attempts,
                error_count = v.error_count, result_code = v.result_code, state = v.state,
                cancel_requested = v.cancel_requested,
                lease_until = CASE WHEN v.goes_on THEN r.lease_until ELSE v.lease_until END,
                parked = CASE WHEN v.goes_on THEN r.parked ELSE v.parked END,
                worker = v.worker
            FROM (SELECT unnest(?::bigint[]) AS number, unnest(?::bigint[]) AS read, unnest(?::bigint[]) AS revision,
                         unnest(?::bigint[]) AS fence, unnest(?::bigint[]) AS run_at, unnest(?::bigint[]) AS updated_at,
                         unnest(?::bigint[]) AS started_at, unnest(?::bigint[]) AS finished_at,
                         unnest(?::bigint[]) AS lease_until, unnest(?::bigint[]) AS log_seq,
                         unnest(?::float8[]) AS completeness, unnest(?::float8[]) AS tick_count,
                         unnest(?::float8[]) AS tick_value, unnest(?::int[]) AS attempts,
                         unnest(?::int[]) AS error_count, unnest(?::int[]) AS result_code, unnest(?::int[]) AS state,
                         unnest(?::boolean[]) AS cancel_requested, unnest(?::boolean[]) AS goes_on,
                         unnest(?::boolean[]) AS parked, unnest(?::text[]) AS worker) AS v
            WHERE r.number = v.number AND r.revision = v.read
            RETURNING r.number
            """;

    /** Most steps are ends, and leave most of a row as it is: what they never change is neither sent nor compared. */
    private static final String END = """
            UPDATE run AS r
            SET revision = v.revision, updated_at = ?, finished_at = ?, lease_until = NULL, parked = false, worker = NULL,
                log_seq = v.log_seq, completeness = v.completeness, tick_count = v.tick_count, tick_value = v.tick_value,
                error_count = v.error_count, result_code = v.result_code, state = v.state
            FROM (SELECT unnest(?::bigint[]) AS number, unnest(?::bigint[]) AS read, unnest(?::bigint[]) AS revision,
                         unnest(?::bigint[]) AS log_seq, unnest(?::float8[]) AS completeness,
                         unnest(?::float8[]) AS tick_count, unnest(?::float8[]) AS tick_value,
                         unnest(?::int[]) AS error_count, unnest(?::int[]) AS result_code, unnest(?::int[]) AS state) AS v
            WHERE r.number = v.number AND r.revision = v.read
            RETURNING r.number
            """;

    /** As {@link #END}, of many rows that were alike and are to be: found in one walk, and nothing is sent for each of them. */
    private static final String END_ALIKE = """
            UPDATE run AS r
            SET revision = ?, updated_at = ?, finished_at = ?, lease_until = NULL, parked = false, worker = NULL,
                log_seq = ?, completeness = ?, tick_count = ?, tick_value = ?, error_count = ?, result_code = ?, state = ?
            WHERE r.number = ANY (?) AND r.revision = ?
            RETURNING r.number
            """;

    /** How many rows must be alike to be worth a statement. */
    private static final int MANY = 16;

    /** Takes numbers and texts. */
    static final String SAVE_DATA = """
            INSERT INTO run_data (number, json)
            SELECT * FROM unnest(?::bigint[], ?::text[])
            ON CONFLICT (number) DO UPDATE SET json = excluded.json
            """;

    private final LogTable logs = new LogTable();

    /** Read rows, so that nobody else changes them before the transaction ends. Those of runs that are there. */
    Map<UUID, Row> lock(Transaction transaction, Collection<UUID> uuids) throws SQLException {
        Map<UUID, Row> rows = new HashMap<>();
        if (!uuids.isEmpty()) {
            for (Row row : transaction.sql(LOCK).withUuids(uuids).list(RunColumns::row)) {
                rows.put(row.uuid(), row);
                transaction.saw(row);
            }
        }
        return rows;
    }

    Optional<Row> lock(Transaction transaction, UUID uuid) throws SQLException {
        return Optional.ofNullable(lock(transaction, List.of(uuid)).get(uuid));
    }

    /** Write steps of rows that are locked, at most one of each. */
    void move(Transaction transaction, List<Move> moves) throws SQLException {
        List<Move> refused = tryMove(transaction, moves);
        if (!refused.isEmpty()) {
            throw new IllegalStateException("run %s changed while it was locked"
                    .formatted(refused.get(0).before().uuid()));
        }
    }

    /** Write steps, at most one of each run; those that were not taken, because their rows had changed. */
    List<Move> tryMove(Transaction transaction, List<Move> moves) throws SQLException {
        if (moves.isEmpty()) {
            return List.of();
        }
        Set<Long> taken = new HashSet<>();
        List<Move> ends = moves.stream().filter(RunTable::justEnds).toList();
        taken.addAll(end(transaction, ends));
        if (ends.size() < moves.size()) {
            taken.addAll(write(
                    transaction, moves.stream().filter(move -> !justEnds(move)).toList()));
        }
        List<Move> refused = new ArrayList<>();
        List<Move> done = new ArrayList<>(moves.size());
        for (Move move : moves) {
            boolean isTaken = taken.contains(move.before().number());
            (isTaken ? done : refused).add(move);
        }
        logs.append(transaction, done);
        saveData(transaction, done);
        done.forEach(move -> transaction.changed(move.after()));
        return refused;
    }

    private static <T> List<T> column(List<Move> moves, Function<Run, T> value) {
        List<T> column = new ArrayList<>(moves.size());
        moves.forEach(move -> column.add(value.apply(move.next())));
        return column;
    }

    private static <T> List<T> standing(List<Move> moves, Function<Standing, T> value) {
        return column(moves, run -> value.apply(run.standing()));
    }

    private static <T> List<T> progress(List<Move> moves, Function<Progress, T> value) {
        return column(moves, run -> value.apply(run.progress()));
    }

    private static <T> List<T> lease(List<Move> moves, Function<Lease, T> value, T without) {
        return column(moves, run -> run.lease().map(value).orElse(without));
    }

    static Long finishedAt(Run run) {
        return run.state().finished() ? Moments.toDatabase(run.stamp().updatedAt()) : null;
    }

    private static boolean goesOn(Move move) {
        Run before = move.before().run();
        return before.lease().isPresent() && move.next().heldUnder(before.fence());
    }

    private static boolean justEnds(Move move) {
        Run before = move.before().run();
        Run next = move.next();
        return next.state().finished()
                && next.fence() == before.fence()
                && next.runAt().equals(before.runAt())
                && next.startedAt().equals(before.startedAt())
                && next.standing().attempts() == before.standing().attempts()
                && next.standing().cancelRequested() == before.standing().cancelRequested();
    }

    /** What an end writes, on which revision, besides the moment. */
    private record End(
            long read, long revision, long logSeq, Progress progress, int errorCount, int resultCode, RunState state) {

        private static End of(Move move) {
            Run next = move.next();
            return new End(
                    move.before().run().stamp().revision(),
                    next.stamp().revision(),
                    move.logged().lastSeq(),
                    next.progress(),
                    next.standing().errorCount(),
                    next.standing().resultCode(),
                    next.state());
        }
    }

    /** All of them end at the one moment of the transaction. */
    private static List<Long> end(Transaction transaction, List<Move> moves) throws SQLException {
        List<Long> taken = new ArrayList<>(moves.size());
        List<Move> others = new ArrayList<>();
        for (Map.Entry<End, List<Move>> alike :
                moves.stream().collect(Collectors.groupingBy(End::of)).entrySet()) {
            if (alike.getValue().size() >= MANY) {
                taken.addAll(end(transaction, alike.getKey(), alike.getValue()));
            } else {
                others.addAll(alike.getValue());
            }
        }
        if (!others.isEmpty()) {
            taken.addAll(endOthers(transaction, others));
        }
        return taken;
    }

    private static List<Long> end(Transaction transaction, End end, List<Move> moves) throws SQLException {
        return transaction
                .sql(END_ALIKE)
                .with(end.revision())
                .with(transaction.nowMicros())
                .with(transaction.nowMicros())
                .with(end.logSeq())
                .with(end.progress().completeness())
                .with(end.progress().tickCount())
                .with(end.progress().tickValue())
                .with(end.errorCount())
                .with(end.resultCode())
                .with(RunColumns.toDatabase(end.state()))
                .withLongs(column(moves, Run::number))
                .with(end.read())
                .list(row -> row.getLong(1));
    }

    private static List<Long> endOthers(Transaction transaction, List<Move> moves) throws SQLException {
        return transaction
                .sql(END)
                .with(transaction.nowMicros())
                .with(transaction.nowMicros())
                .withLongs(column(moves, Run::number))
                .withLongs(moves.stream()
                        .map(move -> move.before().run().stamp().revision())
                        .toList())
                .withLongs(column(moves, run -> run.stamp().revision()))
                .withLongs(moves.stream().map(move -> move.logged().lastSeq()).toList())
                .withDoubles(progress(moves, Progress::completeness))
                .withDoubles(progress(moves, Progress::tickCount))
                .withDoubles(progress(moves, Progress::tickValue))
                .withInts(standing(moves, Standing::errorCount))
                .withInts(standing(moves, Standing::resultCode))
                .withInts(standing(moves, standing -> RunColumns.toDatabase(standing.state())))
                .list(row -> row.getLong(1));
    }

    private static List<Long> write(Transaction transaction, List<Move> moves) throws SQLException {
        return transaction
                .sql(WRITE)
                .withLongs(column(moves, Run::number))
                .withLongs(moves.stream()
                        .map(move -> move.before().run().stamp().revision())
                        .toList())
                .withLongs(column(moves, run -> run.stamp().revision()))
                .withLongs(column(moves, Run::fence))
                .withLongs(column(moves, run -> Moments.toDatabase(run.runAt())))
                .withLongs(column(moves, run -> Moments.toDatabase(run.stamp().updatedAt())))
                .withLongs(column(
                        moves, run -> run.startedAt().map(Moments::toDatabase).orElse(null)))
                .withLongs(column(moves, RunTable::finishedAt))
                .withLongs(lease(moves, lease -> Moments.toDatabase(lease.until()), null))
                .withLongs(moves.stream().map(move -> move.logged().lastSeq()).toList())
                .withDoubles(progress(moves, Progress::completeness))
                .withDoubles(progress(moves, Progress::tickCount))
                .withDoubles(progress(moves, Progress::tickValue))
                .withInts(standing(moves, Standing::attempts))
                .withInts(standing(moves, Standing::errorCount))
                .withInts(standing(moves, Standing::resultCode))
                .withInts(standing(moves, standing -> RunColumns.toDatabase(standing.state())))
                .withBooleans(standing(moves, Standing::cancelRequested))
                .withBooleans(moves.stream().map(RunTable::goesOn).toList())
                .withBooleans(lease(moves, Lease::parked, false))
                .withTexts(lease(moves, lease -> Texts.toDatabase(lease.worker()), null))
                .list(row -> row.getLong(1));
    }

    private static void saveData(Transaction transaction, List<Move> moves) throws SQLException {
        List<Move> withData =
                moves.stream().filter(move -> move.data().isPresent()).toList();
        if (!withData.isEmpty()) {
            int unused = transaction
                    .sql(SAVE_DATA)
                    .withLongs(column(withData, Run::number))
                    .withTexts(withData.stream()
                            .map(move -> Texts.toDatabase(move.data().orElseThrow()))
                            .toList())
                    .execute();
        }
    }
}
