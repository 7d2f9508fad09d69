package dev.gantry.store.postgres;

import dev.gantry.store.LeaseRef;
import dev.gantry.store.LogLine;
import dev.gantry.store.Run;
import dev.gantry.store.Submission;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** How runs are cancelled with all that descend from them, and queued again. */
final class Cancels {

    /** UNION, not UNION ALL: a run can be above itself if somebody made parents up. */
    private static final String BELOW = """
            WITH RECURSIVE below (uuid, number) AS (
              SELECT uuid, number FROM run_request WHERE parent = ?
              UNION
              SELECT q.uuid, q.number FROM below b JOIN run_request q ON q.parent = b.uuid)
            """;

    private static final String UNFINISHED_BELOW =
            BELOW + "SELECT b.uuid FROM below b JOIN run r USING (number) WHERE r.state < 2 AND NOT r.cancel_requested";

    private static final String CANCEL_REMOTES = BELOW + """
            INSERT INTO remote_cancel (parent, api, project, job_id)
            SELECT parent, api, project, job_id FROM remote_run
            WHERE parent = ? OR parent IN (SELECT uuid FROM below)
            ORDER BY id
            ON CONFLICT DO NOTHING
            """;

    private final RunTable runs;

    Cancels(RunTable runs) {
        this.runs = runs;
    }

    /** See {@link dev.gantry.store.RunStore#cancel}. */
    Optional<Run> cancel(Transaction transaction, UUID uuid, LogLine why) throws SQLException {
        Optional<Row> row = runs.lock(transaction, uuid);
        if (row.isEmpty()) {
            return Optional.empty();
        }
        List<Move> move = cancelled(transaction, List.of(row.get()), why);
        if (move.isEmpty()) {
            return row.map(Row::run);
        }
        runs.move(transaction, move);
        cancelBelow(transaction, uuid, why);
        int unused = transaction.sql(CANCEL_REMOTES).with(uuid).with(uuid).execute();
        return Optional.of(move.get(0).next());
    }

    /**
     * Once a run is marked, no attempt of it queues another. What its attempts and those below had queued until then is
     * found by looking again.
     */
    private void cancelBelow(Transaction transaction, UUID uuid, LogLine why) throws SQLException {
        List<UUID> below = below(transaction, uuid);
        while (!below.isEmpty()) {
            runs.move(
                    transaction,
                    cancelled(transaction, runs.lock(transaction, below).values(), why));
            below = below(transaction, uuid);
        }
    }

    private static List<UUID> below(Transaction transaction, UUID uuid) throws SQLException {
        return transaction.sql(UNFINISHED_BELOW).with(uuid).list(row -> row.getObject(1, UUID.class));
    }

    private static List<Move> cancelled(Transaction transaction, Collection<Row> rows, LogLine why) {
        List<Move> moves = new ArrayList<>();
        for (Row row : rows) {
            Run cancelled = row.run().cancelled(transaction.now());
            if (cancelled.stamp().revision() > row.run().stamp().revision()) {
                moves.add(Move.of(row, cancelled, why));
            }
        }
        return moves;
    }

    /** See {@link dev.gantry.store.RunStore#retry}. */
    Optional<Submission> retry(Transaction transaction, UUID uuid, LogLine why, Optional<LeaseRef> by)
            throws SQLException {
        Attempts.expectSpawning(transaction, by);
        Optional<Row> row = runs.lock(transaction, uuid);
        if (row.isEmpty()) {
            return Optional.empty();
        }
        Run run = row.get().run();
        if (!run.state().finished()) {
            return Optional.of(new Submission(run, false));
        }
        Run retried = run.retried(transaction.now());
        runs.move(transaction, List.of(Move.of(row.get(), retried, why)));
        return Optional.of(new Submission(retried, true));
    }
}
