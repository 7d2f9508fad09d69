package dev.gantry.store.postgres;

import dev.gantry.store.Belongings;
import dev.gantry.store.Stash;
import dev.gantry.store.StashWrite;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The stashes of runs, submitted or not. */
final class StashTable {

    private static final String READ = "SELECT json, version, writer, at FROM stash WHERE run = ?";

    private static final String WRITE = """
            INSERT INTO stash AS s (run, json, version, writer, at)
            SELECT ?, ?, v.expected + 1, ?, ? FROM (SELECT ?::bigint AS expected) v
            WHERE v.expected = 0 OR EXISTS (SELECT FROM stash WHERE run = ? AND version = v.expected)
            ON CONFLICT (run) DO UPDATE
            SET json = excluded.json, version = excluded.version, writer = excluded.writer, at = excluded.at
            WHERE s.version = excluded.version - 1
            """;

    private static final String RECEIVE = """
            INSERT INTO stash (run, json, version, writer, at)
            SELECT * FROM unnest(?::uuid[], ?::text[], ?::bigint[], ?::text[], ?::bigint[])
            ON CONFLICT (run) DO UPDATE
            SET json = excluded.json, version = excluded.version, writer = excluded.writer, at = excluded.at
            """;

    /** See {@link dev.gantry.store.RunStore#putStash}. */
    StashWrite.Result put(Transaction transaction, StashWrite write) throws SQLException {
        Attempts.expectWriting(transaction, write.by());
        int written = transaction
                .sql(WRITE)
                .with(write.run())
                .with(Texts.toDatabase(write.json()))
                .with(Texts.toDatabase(write.writer()))
                .with(transaction.nowMicros())
                .with(write.expected())
                .with(write.run())
                .execute();
        if (written > 0) {
            transaction.wrote();
        }
        Optional<Stash> stash = transaction.sql(READ).with(write.run()).first(StashTable::stash);
        return new StashWrite.Result(stash, written > 0);
    }

    /** See {@link dev.gantry.store.RunReader#stash}. */
    Optional<Stash> read(Connection connection, UUID run) throws SQLException {
        return new Sql(connection, READ).with(run).first(StashTable::stash);
    }

    private static Stash stash(ResultSet row) throws SQLException {
        return stash(row, 1);
    }

    /** A stash, whose four columns begin with some column. */
    static Stash stash(ResultSet row, int first) throws SQLException {
        return new Stash(
                Texts.fromDatabase(row.getString(first)),
                row.getLong(first + 1),
                Texts.fromDatabase(row.getString(first + 2)),
                RunColumns.moment(row, first + 3));
    }

    /** Take over the stashes that another store has. */
    void receive(Transaction transaction, List<Belongings> belongings) throws SQLException {
        List<Belongings> having =
                belongings.stream().filter(all -> all.stash().isPresent()).toList();
        if (!having.isEmpty()) {
            List<Stash> stashes =
                    having.stream().map(all -> all.stash().orElseThrow()).toList();
            int unused = transaction
                    .sql(RECEIVE)
                    .withUuids(having.stream().map(Belongings::run).toList())
                    .withTexts(stashes.stream()
                            .map(stash -> Texts.toDatabase(stash.json()))
                            .toList())
                    .withLongs(stashes.stream().map(Stash::version).toList())
                    .withTexts(stashes.stream()
                            .map(stash -> Texts.toDatabase(stash.writer()))
                            .toList())
                    .withLongs(stashes.stream()
                            .map(stash -> Moments.toDatabase(stash.at()))
                            .toList())
                    .execute();
        }
    }
}
