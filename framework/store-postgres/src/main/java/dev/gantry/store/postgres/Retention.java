package dev.gantry.store.postgres;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** How finished runs go, and what hung on runs that nobody submitted; lot by lot, so that nobody waits for it. */
final class Retention {

    private static final int LOT = 2_000;
    private static final Duration NAMELESS = Duration.ofDays(1);

    /** How long a content that is gone can still be read by those who had opened it. */
    private static final Duration READERS = Duration.ofDays(1);

    private static final String OLD = """
            SELECT r.finished_at, r.number FROM run r
            WHERE r.finished_at < ? AND (r.finished_at, r.number) > (?, ?)
            ORDER BY r.finished_at, r.number
            LIMIT ?
            """;

    /** Something can still be cancelled below a run, or was queued on other servers for one above that goes on. */
    private static final String DROP_RUNS = """
            DELETE FROM run AS dropped
            USING run_request q
            WHERE dropped.number = ANY (?) AND dropped.finished_at < ? AND q.number = dropped.number
              AND NOT EXISTS (
                WITH RECURSIVE below (uuid, number) AS (
                  SELECT c.uuid, c.number FROM run_request c WHERE c.parent = q.uuid
                  UNION
                  SELECT c.uuid, c.number FROM below b JOIN run_request c ON c.parent = b.uuid)
                SELECT FROM below b JOIN run r ON r.number = b.number WHERE r.finished_at IS NULL)
              AND NOT (
                EXISTS (
                  WITH RECURSIVE here (uuid) AS (
                    SELECT q.uuid
                    UNION
                    SELECT c.uuid FROM here b JOIN run_request c ON c.parent = b.uuid)
                  SELECT FROM here JOIN remote_run m ON m.parent = here.uuid)
                AND EXISTS (
                  WITH RECURSIVE above (number, parent) AS (
                    SELECT p.number, p.parent FROM run_request p WHERE p.uuid = q.parent
                    UNION
                    SELECT p.number, p.parent FROM above a JOIN run_request p ON p.uuid = a.parent)
                  SELECT FROM above a JOIN run r ON r.number = a.number WHERE r.finished_at IS NULL))
            RETURNING dropped.number
            """;

    private static final List<String> DROP_BY_NUMBER = List.of(
            "DELETE FROM run_data WHERE number = ANY (?)",
            "DELETE FROM run_log WHERE number = ANY (?)",
            "DELETE FROM run_log_dropped WHERE number = ANY (?)");

    private static final List<String> DROP_BY_UUID = List.of(
            "DELETE FROM stash WHERE run = ANY (?)",
            "DELETE FROM file WHERE run = ANY (?)",
            "DELETE FROM remote_run WHERE parent = ANY (?)");

    private static final String PREPARED = """
            SELECT h.run FROM (SELECT run, at FROM stash UNION ALL SELECT run, at FROM file) h
            WHERE NOT EXISTS (SELECT FROM run_request q WHERE q.uuid = h.run)
            GROUP BY h.run
            HAVING max(h.at) < ?
            """;

    private static final String LET_GO_NAMELESS = """
            UPDATE content SET gone_at = ?, upload = NULL, writer = NULL
            WHERE gone_at IS NULL AND touched_at < ? AND NOT EXISTS (SELECT FROM file WHERE file.content = content.id)
            """;

    private static final String DROP_CONTENTS = """
            WITH gone AS (DELETE FROM content WHERE gone_at < ? RETURNING id)
            DELETE FROM file_chunk USING gone WHERE file_chunk.content = gone.id
            """;

    private final Database database;

    Retention(Database database) {
        this.database = database;
    }

    private record Place(long finishedAt, long number) {}

    /** See {@link dev.gantry.store.RunStore#dropFinishedBefore}. */
    long dropFinishedBefore(Instant moment) {
        Instant now = database.query(database::now);
        long before = Moments.toDatabase(moment);
        long dropped = 0;
        Place from = new Place(Long.MIN_VALUE, 0);
        List<Place> lot = old(before, from);
        while (!lot.isEmpty()) {
            List<Long> numbers = lot.stream().map(Place::number).toList();
            dropped += database.transact(connection -> drop(connection, numbers, before, now));
            lot = old(before, lot.get(lot.size() - 1));
        }
        dropPrepared(before, now);
        dropContents(now);
        return dropped;
    }

    private List<Place> old(long before, Place from) {
        return database.query(connection -> new Sql(connection, OLD)
                .with(before)
                .with(from.finishedAt())
                .with(from.number())
                .with(LOT)
                .list(row -> new Place(row.getLong(1), row.getLong(2))));
    }

    private static int drop(Connection connection, List<Long> numbers, long before, Instant now) throws SQLException {
        List<Long> dropped =
                new Sql(connection, DROP_RUNS).withLongs(numbers).with(before).list(row -> row.getLong(1));
        List<UUID> uuids = new Sql(connection, "DELETE FROM run_request WHERE number = ANY (?) RETURNING uuid")
                .withLongs(dropped)
                .list(row -> row.getObject(1, UUID.class));
        for (String drop : DROP_BY_NUMBER) {
            int unused = new Sql(connection, drop).withLongs(dropped).execute();
        }
        dropAttached(connection, uuids, now);
        return dropped.size();
    }

    private static void dropAttached(Connection connection, List<UUID> runs, Instant now) throws SQLException {
        for (String drop : DROP_BY_UUID) {
            int unused = new Sql(connection, drop).withUuids(runs).execute();
        }
        int unused = new Sql(
                        connection,
                        "UPDATE content SET gone_at = ?, upload = NULL WHERE run = ANY (?) AND gone_at IS NULL")
                .with(Moments.toDatabase(now))
                .withUuids(runs)
                .execute();
    }

    private void dropPrepared(long before, Instant now) {
        boolean unused = database.transact(connection -> {
            List<UUID> runs = new Sql(connection, PREPARED).with(before).list(row -> row.getObject(1, UUID.class));
            dropAttached(connection, runs, now);
            return true;
        });
    }

    private void dropContents(Instant now) {
        int unused = database.transact(connection -> {
            int nameless = new Sql(connection, LET_GO_NAMELESS)
                    .with(Moments.toDatabase(now))
                    .with(Moments.toDatabase(now.minus(NAMELESS)))
                    .execute();
            return nameless
                    + new Sql(connection, DROP_CONTENTS)
                            .with(Moments.toDatabase(now.minus(READERS)))
                            .execute();
        });
    }
}
