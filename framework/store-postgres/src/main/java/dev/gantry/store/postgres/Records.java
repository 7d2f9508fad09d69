package dev.gantry.store.postgres;

import dev.gantry.store.Belongings;
import dev.gantry.store.RemoteRun;
import dev.gantry.store.Run;
import dev.gantry.store.RunAddress;
import dev.gantry.store.RunBody;
import dev.gantry.store.RunLog;
import dev.gantry.store.RunRecord;
import dev.gantry.store.Stash;
import dev.gantry.store.StoredFile;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** All that is kept of runs, many at once. */
final class Records {

    /** How many characters records may have together before no more of them are read. */
    private static final long MOST_WEIGHT = 1 << 22;

    /** How many rows are fetched at once: one may have some megabytes. */
    private static final int FETCHED = 16;

    private static final String RUNS = """
            SELECT %s, q.params, d.json, s.json, s.version, s.writer, s.at
            FROM run_request q
            JOIN run r ON r.number = q.number
            LEFT JOIN run_data d ON d.number = q.number
            LEFT JOIN stash s ON s.run = q.uuid
            WHERE q.number > ?
            ORDER BY q.number
            LIMIT ?
            """.formatted(RunColumns.SELECTED);

    private static final String FILES =
            "SELECT run, name, content, size, sha256, writer, at FROM file WHERE run = ANY (?) ORDER BY run, name";

    private static final String REMOTES =
            "SELECT parent, api, project, job_id FROM remote_run WHERE parent = ANY (?) ORDER BY id";

    private static final int AFTER_RUN = RunColumns.COUNT;

    private final LogTable logs;

    Records(LogTable logs) {
        this.logs = logs;
    }

    private record Head(Run run, RunBody body, Optional<Stash> stash) {

        private long weight() {
            return Command.ROW
                    + body.params().length()
                    + body.data().map(String::length).orElse(0)
                    + stash.map(known -> known.json().length()).orElse(0);
        }
    }

    /** See {@link dev.gantry.store.CopyableStore#records}. The connection has a transaction begun. */
    List<RunRecord> read(Connection connection, long afterNumber, int limit) throws SQLException {
        Map<Long, Head> heads = heads(connection, afterNumber, limit);
        if (heads.isEmpty()) {
            return List.of();
        }
        Map<Long, RunLog> logged = logs.read(connection, heads.keySet(), MOST_WEIGHT);
        List<Head> complete = new ArrayList<>();
        for (Head head : heads.values()) {
            if (!logged.containsKey(head.run().number())) {
                break;
            }
            complete.add(head);
        }
        List<UUID> uuids = complete.stream().map(head -> head.run().uuid()).toList();
        Map<UUID, List<StoredFile>> files = files(connection, uuids);
        Map<UUID, List<RemoteRun>> remotes = remotes(connection, uuids);
        return complete.stream()
                .map(head -> {
                    UUID uuid = head.run().uuid();
                    return new RunRecord(
                            head.run(),
                            head.body(),
                            logged.get(head.run().number()),
                            new Belongings(uuid, head.stash(), files.getOrDefault(uuid, List.of())),
                            remotes.getOrDefault(uuid, List.of()));
                })
                .toList();
    }

    private static Map<Long, Head> heads(Connection connection, long afterNumber, int limit) throws SQLException {
        Map<Long, Head> heads = new LinkedHashMap<>();
        new Sql(connection, RUNS).with(afterNumber).with(limit).each(FETCHED, new Sql.Visitor() {
            private long weight;

            @Override
            public boolean visit(ResultSet row) throws SQLException {
                RunBody body = new RunBody(
                        Texts.fromDatabase(row.getString(AFTER_RUN + 1)), RunColumns.text(row, AFTER_RUN + 2));
                Optional<Stash> stash = row.getString(AFTER_RUN + 3) == null
                        ? Optional.empty()
                        : Optional.of(StashTable.stash(row, AFTER_RUN + 3));
                Head head = new Head(RunColumns.run(row), body, stash);
                heads.put(head.run().number(), head);
                weight += head.weight();
                return weight < MOST_WEIGHT;
            }
        });
        return heads;
    }

    private static Map<UUID, List<StoredFile>> files(Connection connection, List<UUID> uuids) throws SQLException {
        Map<UUID, List<StoredFile>> files = new HashMap<>();
        new Sql(connection, FILES)
                .withUuids(uuids)
                .list(row -> files.computeIfAbsent(row.getObject(1, UUID.class), run -> new ArrayList<>())
                        .add(FileTable.file(row, 2)));
        files.values().forEach(FileTable::sort);
        return files;
    }

    private static Map<UUID, List<RemoteRun>> remotes(Connection connection, List<UUID> uuids) throws SQLException {
        Map<UUID, List<RemoteRun>> remotes = new HashMap<>();
        new Sql(connection, REMOTES).withUuids(uuids).list(row -> {
            RemoteRun child = new RemoteRun(
                    row.getObject(1, UUID.class),
                    Texts.fromDatabase(row.getString(2)),
                    new RunAddress(row.getString(3), row.getString(4)));
            return remotes.computeIfAbsent(child.parent(), run -> new ArrayList<>())
                    .add(child);
        });
        return remotes;
    }
}
