package dev.gantry.store.postgres;

import dev.gantry.store.Belongings;
import dev.gantry.store.Lease;
import dev.gantry.store.RemoteRun;
import dev.gantry.store.Run;
import dev.gantry.store.RunRecord;
import dev.gantry.store.RunRequest;
import dev.gantry.store.Standing;
import dev.gantry.store.Transfer;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;

/** How the tables take over what another store has. */
final class Receiving {

    private static final String TAKEN = """
            SELECT uuid FROM run_request WHERE uuid = ANY (?) OR key_hash = ANY (?) LIMIT 1
            """;

    private static final String REQUESTS =
            """
            INSERT INTO run_request (number, created_at, %s)
            SELECT v.number, v.created_at, %s
            FROM unnest(?::bigint[], ?::bigint[], %s) AS v (number, created_at, %s)
            """.formatted(RequestColumns.NAMES, RequestColumns.SELECTED, RequestColumns.ARRAYS, RequestColumns.NAMES);

    private static final String STANDINGS = """
            INSERT INTO run (number, revision, fence, run_at, updated_at, started_at, finished_at, lease_until, log_seq, completeness,
                             tick_count, tick_value, precedence, attempts, error_count, result_code, state,
                             cancel_requested, job_type, project, worker)
            SELECT *
            FROM unnest(?::bigint[], ?::bigint[], ?::bigint[], ?::bigint[], ?::bigint[], ?::bigint[], ?::bigint[],
                        ?::bigint[], ?::bigint[], ?::float8[], ?::float8[], ?::float8[], ?::int[], ?::int[], ?::int[], ?::int[],
                        ?::int[], ?::boolean[], ?::text[], ?::text[], ?::text[])
            """;

    private static final String CONTINUE = """
            SELECT setval(pg_get_serial_sequence('run_request', 'number'),
                          greatest(?, pg_sequence_last_value(pg_get_serial_sequence('run_request', 'number')::regclass)))
            """;

    private final LogTable logs;
    private final StashTable stashes;
    private final FileTable files;
    private final Remotes remotes;

    Receiving(LogTable logs, StashTable stashes, FileTable files, Remotes remotes) {
        this.logs = logs;
        this.stashes = stashes;
        this.files = files;
        this.remotes = remotes;
    }

    /** See {@link dev.gantry.store.CopyableStore#receive}. */
    int receive(Transfer transfer, Transaction transaction) throws SQLException {
        List<RunRecord> received = transfer.runs().stream()
                .map(record -> record.released(transaction.now()))
                .toList();
        expectRoom(transaction, received);
        transaction.wrote();
        if (!received.isEmpty()) {
            insert(transaction, received);
        }
        List<Belongings> belongings = new ArrayList<>(transfer.early());
        received.forEach(record -> belongings.add(record.belongings()));
        stashes.receive(transaction, belongings);
        files.receive(transaction, belongings);
        for (RunRecord record : received) {
            for (RemoteRun child : record.remotes()) {
                remotes.remember(transaction, child);
            }
        }
        for (RemoteRun child : transfer.remoteCancels()) {
            remotes.cancel(transaction, child);
        }
        return received.size();
    }

    private static void expectRoom(Transaction transaction, List<RunRecord> received) throws SQLException {
        long last = transaction
                .sql("SELECT number FROM run_request ORDER BY number DESC LIMIT 1")
                .first(row -> row.getLong(1))
                .orElse(0L);
        for (RunRecord record : received) {
            if (record.run().number() <= last) {
                throw taken("number %d of run %s"
                        .formatted(record.run().number(), record.run().uuid()));
            }
            last = record.run().number();
        }
        List<UUID> keys = received.stream()
                .flatMap(record -> RequestColumns.keyHash(record.run().request()).stream())
                .toList();
        transaction
                .sql(TAKEN)
                .withUuids(column(received, Run::uuid))
                .withUuids(keys)
                .first(row -> {
                    throw taken("the uuid or idempotency key of run " + row.getString(1));
                });
    }

    private static IllegalArgumentException taken(String what) {
        return new IllegalArgumentException(
                "%s is taken in this store; receive into a new one, lowest numbers first".formatted(what));
    }

    private void insert(Transaction transaction, List<RunRecord> received) throws SQLException {
        insertRequests(transaction, received);
        insertStandings(transaction, received);
        List<RunRecord> withData = received.stream()
                .filter(record -> record.body().data().isPresent())
                .toList();
        if (!withData.isEmpty()) {
            int unused = transaction
                    .sql(RunTable.SAVE_DATA)
                    .withLongs(column(withData, Run::number))
                    .withTexts(withData.stream()
                            .map(record -> Texts.toDatabase(record.body().data().orElseThrow()))
                            .toList())
                    .execute();
        }
        logs.receive(transaction, received);
        long last = received.get(received.size() - 1).run().number();
        transaction.sql(CONTINUE).with(last).list(row -> true);
    }

    private static void insertRequests(Transaction transaction, List<RunRecord> received) throws SQLException {
        Sql sql = transaction
                .sql(REQUESTS)
                .withLongs(column(received, Run::number))
                .withLongs(column(received, run -> Moments.toDatabase(run.createdAt())));
        List<RunRequest> requests = column(received, Run::request);
        RequestColumns.bind(
                sql,
                requests,
                received.stream().map(record -> record.body().params()).toList());
        int unused = sql.execute();
    }

    private static void insertStandings(Transaction transaction, List<RunRecord> received) throws SQLException {
        int unused = transaction
                .sql(STANDINGS)
                .withLongs(column(received, Run::number))
                .withLongs(column(received, run -> run.stamp().revision()))
                .withLongs(column(received, Run::fence))
                .withLongs(column(received, run -> Moments.toDatabase(run.runAt())))
                .withLongs(
                        column(received, run -> Moments.toDatabase(run.stamp().updatedAt())))
                .withLongs(column(
                        received,
                        run -> run.startedAt().map(Moments::toDatabase).orElse(null)))
                .withLongs(column(received, RunTable::finishedAt))
                .withLongs(column(
                        received,
                        run -> run.lease()
                                .map(Lease::until)
                                .map(Moments::toDatabase)
                                .orElse(null)))
                .withLongs(
                        received.stream().map(record -> record.log().lastSeq()).toList())
                .withDoubles(column(received, run -> run.progress().completeness()))
                .withDoubles(column(received, run -> run.progress().tickCount()))
                .withDoubles(column(received, run -> run.progress().tickValue()))
                .withInts(column(received, run -> ~run.request().options().priority()))
                .withInts(standing(received, Standing::attempts))
                .withInts(standing(received, Standing::errorCount))
                .withInts(standing(received, Standing::resultCode))
                .withInts(standing(received, standing -> RunColumns.toDatabase(standing.state())))
                .withBooleans(standing(received, Standing::cancelRequested))
                .withTexts(column(received, run -> Texts.toDatabase(run.jobType())))
                .withTexts(column(received, run -> run.project().orElse("")))
                .withTexts(column(
                        received,
                        run -> run.lease()
                                .map(Lease::worker)
                                .map(Texts::toDatabase)
                                .orElse(null)))
                .execute();
    }

    private static <T> List<T> column(List<RunRecord> received, Function<Run, T> value) {
        List<T> column = new ArrayList<>(received.size());
        received.forEach(record -> column.add(value.apply(record.run())));
        return column;
    }

    private static <T> List<T> standing(List<RunRecord> received, Function<Standing, T> value) {
        return column(received, run -> value.apply(run.standing()));
    }
}
