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

/** The columns of which a run is read, in their order. */
final class RunColumns {

    /** What to select from {@code run AS r} and {@code run_request AS q}. */
    static final String SELECTED = """
            r.number, r.revision, r.fence, r.run_at, r.updated_at, r.lease_until, r.log_seq,
            r.completeness, r.tick_count, r.tick_value, r.attempts, r.error_count, r.result_code,
            r.state, r.cancel_requested, r.parked, r.worker,
            q.uuid, q.path, q.job_type, q.description, q.tags, q.priority, q.run_at, q.key,
            q.project, q.job_id, q.parent, q.setup, q.created_at, r.started_at
            """;

    /** How many columns that is. */
    static final int COUNT = 31;

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

    static Row row(ResultSet row) throws SQLException {
        RunState state = state(row.getInt(14));
        long fence = row.getLong(3);
        Optional<Lease> lease = state == RunState.RUNNING
                ? Optional.of(
                        new Lease(Texts.fromDatabase(row.getString(17)), fence, moment(row, 6), row.getBoolean(16)))
                : Optional.empty();
        Run run = new Run(
                request(row),
                new Stamp(row.getLong(1), row.getLong(2), moment(row, 30), moment(row, 5)),
                new Standing(
                        state,
                        moment(row, 4),
                        row.getInt(11),
                        row.getInt(12),
                        row.getInt(13),
                        row.getBoolean(15),
                        Optional.ofNullable(row.getObject(31, Long.class)).map(Moments::fromDatabase)),
                new Progress(row.getDouble(8), row.getDouble(9), row.getDouble(10)),
                fence,
                lease);
        return new Row(run, row.getLong(7));
    }

    private static RunRequest request(ResultSet row) throws SQLException {
        RunOptions options = new RunOptions(
                text(row, 21).orElse(""),
                tags(row.getArray(22)),
                row.getInt(23),
                Optional.ofNullable(row.getObject(24, Long.class)).map(Moments::fromDatabase),
                text(row, 25));
        Optional<String> project = text(row, 26);
        Optional<RunAddress> address =
                project.isPresent() ? Optional.of(new RunAddress(project.get(), row.getString(27))) : Optional.empty();
        Origin origin = new Origin(
                address,
                Optional.ofNullable(row.getObject(28, UUID.class)),
                text(row, 29).orElse(Origin.NONE.setup()));
        return new RunRequest(
                row.getObject(18, UUID.class),
                Texts.fromDatabase(row.getString(19)),
                Texts.fromDatabase(row.getString(20)),
                options,
                origin);
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
