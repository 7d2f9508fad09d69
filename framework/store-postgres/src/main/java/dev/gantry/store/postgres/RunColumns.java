package dev.gantry.store.postgres;

import dev.gantry.store.Lease;
import dev.gantry.store.Origin;
import dev.gantry.store.Progress;
import dev.gantry.store.Run;
import dev.gantry.store.RunAddress;
import dev.gantry.store.RunBody;
import dev.gantry.store.RunOptions;
import dev.gantry.store.RunRequest;
import dev.gantry.store.RunState;
import dev.gantry.store.Stamp;
import dev.gantry.store.Standing;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/** The columns of which a run is read, in their order. */
final class RunColumns {

    /** What to select from {@code run AS r}: how far a run has come. */
    static final String REACHED = """
            r.number, r.revision, r.fence, r.run_at, r.updated_at, r.lease_until, r.log_seq,
            r.completeness, r.tick_count, r.tick_value, r.attempts, r.error_count, r.result_code,
            r.state, r.cancel_requested, r.parked, r.worker, r.started_at
            """;

    /** How many columns that is. */
    static final int OF_REACHED = 18;

    /** What to select from {@code run AS r} when it is given to a worker: what is not known before. */
    static final String GIVEN = """
            r.number, r.revision, r.fence, r.run_at, r.log_seq, r.completeness, r.tick_count, r.tick_value,
            r.attempts, r.error_count, r.started_at
            """;

    /** How many columns that is. */
    static final int OF_GIVEN = 11;

    /** What to select from {@code run_request AS q}: what was asked for. */
    static final String ASKED = """
            q.uuid, q.path, q.job_type, q.description, q.tags, q.priority, q.run_at, q.key,
            q.project, q.job_id, q.parent, q.setup, q.created_at
            """;

    /** How many columns that is. */
    static final int OF_ASKED = 13;

    /** What to select from both. */
    static final String SELECTED = REACHED + ", " + ASKED;

    /** How many columns that is. */
    static final int COUNT = OF_REACHED + OF_ASKED;

    /** The numbers of the states are their places in this list. */
    private static final List<RunState> STATES =
            List.of(RunState.QUEUED, RunState.RUNNING, RunState.SUCCEEDED, RunState.FAILED, RunState.CANCELLED);

    private RunColumns() {}

    static int toDatabase(RunState state) {
        return STATES.indexOf(state);
    }

    static RunState state(int number) {
        return STATES.get(number);
    }

    static Run run(ResultSet row) throws SQLException {
        return row(row).run();
    }

    /** What was asked for, and when. */
    record Asked(RunRequest request, Instant createdAt) {}

    static Row row(ResultSet row) throws SQLException {
        return reached(row).apply(asked(row, OF_REACHED));
    }

    /** How far a run has come, from the columns {@link #REACHED}: its row once it is known what was asked for. */
    static Function<Asked, Row> reached(ResultSet row) throws SQLException {
        long number = row.getLong(1);
        long revision = row.getLong(2);
        long fence = row.getLong(3);
        Instant updatedAt = moment(row, 5);
        long logSeq = row.getLong(7);
        RunState state = state(row.getInt(14));
        Optional<Lease> lease = state == RunState.RUNNING
                ? Optional.of(
                        new Lease(Texts.fromDatabase(row.getString(17)), fence, moment(row, 6), row.getBoolean(16)))
                : Optional.empty();
        Standing standing = new Standing(
                state,
                moment(row, 4),
                row.getInt(11),
                row.getInt(12),
                row.getInt(13),
                row.getBoolean(15),
                Optional.ofNullable(row.getObject(18, Long.class)).map(Moments::fromDatabase));
        Progress progress = new Progress(row.getDouble(8), row.getDouble(9), row.getDouble(10));
        return asked -> new Row(
                new Run(
                        asked.request(),
                        new Stamp(number, revision, asked.createdAt(), updatedAt),
                        standing,
                        progress,
                        fence,
                        lease),
                logSeq);
    }

    /** As {@link #reached}, of a run that is given away, from the columns {@link #GIVEN}. */
    static Function<Asked, Row> given(ResultSet row, String worker, Instant now, Instant until) throws SQLException {
        long number = row.getLong(1);
        long revision = row.getLong(2);
        long fence = row.getLong(3);
        long logSeq = row.getLong(5);
        Standing standing = new Standing(
                RunState.RUNNING,
                moment(row, 4),
                row.getInt(9),
                row.getInt(10),
                Standing.UNFINISHED,
                false,
                Optional.of(moment(row, 11)));
        Progress progress = new Progress(row.getDouble(6), row.getDouble(7), row.getDouble(8));
        Optional<Lease> lease = Optional.of(new Lease(worker, fence, until));
        return asked -> new Row(
                new Run(
                        asked.request(),
                        new Stamp(number, revision, asked.createdAt(), now),
                        standing,
                        progress,
                        fence,
                        lease),
                logSeq);
    }

    /** What was asked for, from the columns {@link #ASKED}, before which there are others. */
    static Asked asked(ResultSet row, int before) throws SQLException {
        RunOptions options = new RunOptions(
                text(row, before + 4).orElse(""),
                tags(row.getArray(before + 5)),
                row.getInt(before + 6),
                Optional.ofNullable(row.getObject(before + 7, Long.class)).map(Moments::fromDatabase),
                text(row, before + 8));
        Optional<String> project = text(row, before + 9);
        Optional<RunAddress> address = project.isPresent()
                ? Optional.of(new RunAddress(project.get(), row.getString(before + 10)))
                : Optional.empty();
        Origin origin = new Origin(
                address,
                Optional.ofNullable(row.getObject(before + 11, UUID.class)),
                text(row, before + 12).orElse(Origin.NONE.setup()));
        RunRequest request = new RunRequest(
                row.getObject(before + 1, UUID.class),
                Texts.fromDatabase(row.getString(before + 2)),
                Texts.fromDatabase(row.getString(before + 3)),
                options,
                origin);
        return new Asked(request, moment(row, before + 13));
    }

    /** The body of a run, from its params and data in the columns after {@link #COUNT}. */
    static RunBody body(ResultSet row) throws SQLException {
        return new RunBody(Texts.fromDatabase(row.getString(COUNT + 1)), text(row, COUNT + 2));
    }

    private static Map<String, String> tags(Array written) throws SQLException {
        return written == null ? Map.of() : Tags.fromDatabase((String[]) written.getArray());
    }

    static Optional<String> text(ResultSet row, int column) throws SQLException {
        return Optional.ofNullable(row.getString(column)).map(Texts::fromDatabase);
    }

    static Instant moment(ResultSet row, int column) throws SQLException {
        return Moments.fromDatabase(row.getLong(column));
    }
}
