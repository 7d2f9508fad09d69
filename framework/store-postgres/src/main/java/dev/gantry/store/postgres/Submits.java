package dev.gantry.store.postgres;

import dev.gantry.store.LeaseLostException;
import dev.gantry.store.LeaseRef;
import dev.gantry.store.NewRun;
import dev.gantry.store.Progress;
import dev.gantry.store.Run;
import dev.gantry.store.RunOptions;
import dev.gantry.store.RunRequest;
import dev.gantry.store.Submission;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** How runs are created, those of many callers at once. */
final class Submits {

    private static final String TAKEN = """
            SELECT %s, q.key_hash
            FROM run_request q JOIN run r ON r.number = q.number
            WHERE q.uuid = ANY (?) OR q.key_hash = ANY (?)
            """.formatted(RunColumns.SELECTED);

    private static final String FIND_BY_KEY = """
            SELECT %s
            FROM run_request q JOIN run r ON r.number = q.number
            WHERE q.key_hash = ?
            """.formatted(RunColumns.SELECTED);

    /**
     * Numbers are drawn in the order of the arrays, and only for runs that nobody seems to have created. Where it comes first in
     * its transaction it says when that began, and saves who waits for it the way there and back.
     */
    private static final String CREATE = """
            WITH present AS MATERIALIZED (SELECT %s AS at),
            request AS (
              INSERT INTO run_request (created_at, %s)
              SELECT present.at, %s
              FROM present, unnest(%s) WITH ORDINALITY AS v (%s, place)
              WHERE NOT EXISTS (SELECT FROM run_request q WHERE q.uuid = v.uuid)
                AND (v.key_hash IS NULL OR NOT EXISTS (SELECT FROM run_request q WHERE q.key_hash = v.key_hash))
              ORDER BY v.place
              ON CONFLICT DO NOTHING
              RETURNING number, uuid, job_type, priority, run_at, project, created_at),
            standing AS (
              INSERT INTO run (number, revision, run_at, updated_at, tick_value, precedence, job_type, project)
              SELECT number, 1, coalesce(run_at, created_at), created_at, ?, ~priority, job_type, coalesce(project, '')
              FROM request)
            SELECT uuid, number, created_at, %s FROM request
            """.formatted(
                    Database.MOMENT,
                    RequestColumns.NAMES,
                    RequestColumns.SELECTED,
                    RequestColumns.ARRAYS,
                    RequestColumns.NAMES,
                    Database.NUMBER);

    /** The runs that a transaction found or created. */
    private static final class Known {
        private final Map<UUID, Run> byUuid = new HashMap<>();
        private final Map<UUID, Run> byKey = new HashMap<>();

        private Optional<Run> find(RunRequest request) {
            return Optional.ofNullable(byUuid.get(request.uuid()))
                    .or(() -> RequestColumns.keyHash(request).map(byKey::get));
        }

        private void add(Run run, Optional<UUID> keyHash) {
            byUuid.put(run.uuid(), run);
            keyHash.ifPresent(hash -> byKey.put(hash, run));
        }
    }

    /** Create what many callers want created; who may not is told so and stands in nobody's way. */
    void create(Transaction transaction, List<Command.Submit> commands) throws SQLException {
        List<Command.Submit> allowed = allowed(transaction, commands);
        Known known = new Known();
        Map<UUID, Run> created = new HashMap<>();
        for (List<NewRun> missing = missing(allowed, known); !missing.isEmpty(); missing = missing(allowed, known)) {
            Map<UUID, Run> inserted = insert(transaction, missing);
            inserted.values().forEach(run -> known.add(run, RequestColumns.keyHash(run.request())));
            findTaken(
                    transaction,
                    missing.stream()
                            .filter(run -> !inserted.containsKey(run.request().uuid()))
                            .toList(),
                    known);
            created.putAll(inserted);
        }
        allowed.forEach(command -> command.outcome().answer(answer(command, known, created)));
    }

    private static List<Command.Submit> allowed(Transaction transaction, List<Command.Submit> commands)
            throws SQLException {
        List<LeaseRef> spawning =
                all(commands).stream().flatMap(run -> run.by().stream()).toList();
        Attempts attempts = Attempts.hold(transaction, spawning);
        List<Command.Submit> allowed = new ArrayList<>(commands.size());
        for (Command.Submit command : commands) {
            try {
                command.runs().forEach(run -> run.by().ifPresent(attempts::expectSpawning));
                allowed.add(command);
            } catch (LeaseLostException e) {
                command.outcome().refuse(e);
            }
        }
        return allowed;
    }

    private static List<NewRun> all(List<Command.Submit> commands) {
        return commands.stream().flatMap(command -> command.runs().stream()).toList();
    }

    private static void findTaken(Transaction transaction, List<NewRun> runs, Known known) throws SQLException {
        if (runs.isEmpty()) {
            return;
        }
        List<UUID> keys = runs.stream()
                .flatMap(run -> RequestColumns.keyHash(run.request()).stream())
                .toList();
        int keyHash = RunColumns.COUNT + 1;
        transaction
                .sql(TAKEN)
                .withUuids(runs.stream().map(run -> run.request().uuid()).toList())
                .withUuids(keys)
                .list(row -> {
                    known.add(RunColumns.run(row), Optional.ofNullable(row.getObject(keyHash, UUID.class)));
                    return true;
                });
    }

    /** What is to be inserted: of several with one uuid or key the first. */
    private static List<NewRun> missing(List<Command.Submit> commands, Known known) {
        Map<UUID, NewRun> byUuid = new LinkedHashMap<>();
        Map<UUID, NewRun> byKey = new HashMap<>();
        for (NewRun run : all(commands)) {
            Optional<UUID> key = RequestColumns.keyHash(run.request());
            boolean first = known.find(run.request()).isEmpty()
                    && !byUuid.containsKey(run.request().uuid())
                    && !key.map(byKey::containsKey).orElse(false);
            if (first) {
                byUuid.put(run.request().uuid(), run);
                key.ifPresent(hash -> byKey.put(hash, run));
            }
        }
        return List.copyOf(byUuid.values());
    }

    private static List<Submission> answer(Command.Submit command, Known known, Map<UUID, Run> created) {
        List<Submission> answers = new ArrayList<>(command.runs().size());
        for (NewRun added : command.runs()) {
            Run run = known.find(added.request()).orElseThrow();
            // The first who asked for it created it.
            answers.add(new Submission(run, created.remove(added.request().uuid()) != null));
        }
        return answers;
    }

    private static Map<UUID, Run> insert(Transaction transaction, List<NewRun> runs) throws SQLException {
        Map<UUID, Run> created = new HashMap<>();
        Map<UUID, RunRequest> requests = new HashMap<>();
        runs.forEach(run -> requests.put(run.request().uuid(), kept(run.request())));
        bind(transaction, runs).list(row -> {
            if (!transaction.hasBegun()) {
                transaction.began(
                        new Database.Beginning(Moments.fromDatabase(row.getLong(3)), Optional.of(row.getString(4))));
            }
            RunRequest request = requests.get(row.getObject(1, UUID.class));
            return created.put(request.uuid(), Run.submitted(request, row.getLong(2), transaction.now()));
        });
        created.values().stream()
                .sorted((a, b) -> Long.compare(a.number(), b.number()))
                .forEach(run -> transaction.changed(new Row(run, 0)));
        return created;
    }

    private static Sql bind(Transaction transaction, List<NewRun> runs) {
        Sql sql = transaction.sql(CREATE).withOptional(transaction.knownMicros());
        RequestColumns.bind(
                sql,
                runs.stream().map(NewRun::request).toList(),
                runs.stream().map(NewRun::params).toList());
        return sql.with(Progress.NONE.tickValue());
    }

    private static RunRequest kept(RunRequest request) {
        RunOptions options = request.options();
        return new RunRequest(
                request.uuid(),
                request.path(),
                request.jobType(),
                new RunOptions(
                        options.description(),
                        options.tags(),
                        options.priority(),
                        options.runAt().map(Moments::kept),
                        options.idempotencyKey()),
                request.origin());
    }

    /** See {@link dev.gantry.store.RunReader#find(String, String)}. */
    static Optional<Run> find(Connection connection, String path, String key) throws SQLException {
        return new Sql(connection, FIND_BY_KEY)
                .with(RequestColumns.keyHash(path, key))
                .first(RunColumns::run);
    }
}
