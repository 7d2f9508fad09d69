package dev.gantry.store.postgres;

import dev.gantry.store.Signal;
import dev.gantry.store.worker.Worker;
import dev.gantry.store.worker.WorkerOrder;
import dev.gantry.store.worker.WorkerRegistry;
import dev.gantry.store.worker.WorkerReport;
import dev.gantry.store.worker.WorkerState;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;

/** What the workers of all processes said last, and what is asked of them. */
final class WorkerTable {

    private static final long NANOS_EACH = 1_000;

    private static final String REPORTED = """
            host, version, plugins, plugin_versions, state, slots, free, running, running_types, running_since,
            memory_available, memory_used, obeys, good_for, seen_at""";

    private static final String ANNOUNCE =
            """
            INSERT INTO worker (%1$s, name, wanted, started_at)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (name) DO UPDATE SET (%1$s) =
              (SELECT %2$s)
            RETURNING wanted
            """.formatted(REPORTED, "excluded." + REPORTED.replaceAll(",\\s+", ", excluded."));

    private static final String FORGET = """
            DELETE FROM worker WHERE name IN (SELECT name FROM worker WHERE seen_at <= ? FOR UPDATE SKIP LOCKED)
            """;

    private static final String ORDER = """
            UPDATE worker SET wanted = CASE WHEN wanted = 'RETIRE' THEN wanted ELSE ? END WHERE name = ANY (?)
            RETURNING %s, name, wanted, started_at
            """.formatted(REPORTED);

    private static final String LIST = "SELECT %s, name, wanted, started_at FROM worker".formatted(REPORTED);

    /** See {@link WorkerRegistry#announce}. */
    WorkerOrder announce(Transaction transaction, WorkerReport report) throws SQLException {
        int unused = transaction
                .sql(FORGET)
                .with(Moments.toDatabase(transaction.now().minus(WorkerRegistry.REMEMBERED)))
                .execute();
        WorkerReport.Load load = report.load();
        Sql announce = transaction
                .sql(ANNOUNCE)
                .with(Texts.toDatabase(report.identity().host()))
                .with(Texts.toDatabase(report.identity().version()))
                .withTexts(texts(report.identity().plugins(), WorkerReport.Plugin::name))
                .withTexts(texts(report.identity().plugins(), WorkerReport.Plugin::version))
                .with(report.state().name())
                .with(load.slots())
                .with(load.free())
                .withUuids(
                        load.running().stream().map(WorkerReport.Running::uuid).toList())
                .withTexts(texts(load.running(), WorkerReport.Running::jobType))
                .withLongs(load.running().stream()
                        .map(run -> Moments.toDatabase(run.since()))
                        .toList())
                .with(load.memory().available())
                .with(load.memory().used())
                .with(report.obeys().name())
                .with(report.goodFor().toNanos() / NANOS_EACH)
                .with(transaction.nowMicros());
        return announce.with(Texts.toDatabase(report.name()))
                .with(report.obeys().name())
                .with(transaction.nowMicros())
                .first(row -> WorkerOrder.valueOf(row.getString(1)))
                .orElseThrow();
    }

    private static <T> List<String> texts(List<T> items, Function<T, String> text) {
        return items.stream().map(item -> Texts.toDatabase(text.apply(item))).toList();
    }

    /** See {@link WorkerRegistry#leave}. */
    boolean leave(Transaction transaction, String worker) throws SQLException {
        return transaction
                        .sql("DELETE FROM worker WHERE name = ?")
                        .with(Texts.toDatabase(worker))
                        .execute()
                > 0;
    }

    /** See {@link WorkerRegistry#order}. */
    List<Worker> order(Transaction transaction, Collection<String> workers, WorkerOrder order) throws SQLException {
        List<Worker> asked = transaction
                .sql(ORDER)
                .with(order.name())
                .withTexts(workers.stream().map(Texts::toDatabase).toList())
                .list(row -> worker(row, transaction.now()));
        if (!asked.isEmpty()) {
            transaction.signal(Signal.ORDERS);
        }
        return byName(asked);
    }

    /** See {@link WorkerRegistry#list}. */
    List<Worker> list(Connection connection, Instant now) throws SQLException {
        return byName(new Sql(connection, LIST).list(row -> worker(row, now)));
    }

    private static List<Worker> byName(List<Worker> workers) {
        return workers.stream().sorted(Comparator.comparing(Worker::name)).toList();
    }

    private static Worker worker(ResultSet row, Instant now) throws SQLException {
        Duration goodFor = Duration.ofNanos(row.getLong("good_for") * NANOS_EACH);
        Instant seenAt = Moments.fromDatabase(row.getLong("seen_at"));
        WorkerReport report = new WorkerReport(
                new WorkerReport.Identity(
                        Texts.fromDatabase(row.getString("name")),
                        Texts.fromDatabase(row.getString("host")),
                        Texts.fromDatabase(row.getString("version")),
                        plugins(row)),
                WorkerState.valueOf(row.getString("state")),
                new WorkerReport.Load(
                        row.getInt("slots"),
                        row.getInt("free"),
                        running(row),
                        new WorkerReport.Memory(row.getLong("memory_available"), row.getLong("memory_used"))),
                WorkerOrder.valueOf(row.getString("obeys")),
                goodFor);
        return new Worker(
                report,
                WorkerOrder.valueOf(row.getString("wanted")),
                Moments.fromDatabase(row.getLong("started_at")),
                seenAt,
                seenAt.plus(goodFor).isAfter(now));
    }

    private static List<WorkerReport.Plugin> plugins(ResultSet row) throws SQLException {
        String[] names = (String[]) row.getArray("plugins").getArray();
        String[] versions = (String[]) row.getArray("plugin_versions").getArray();
        List<WorkerReport.Plugin> plugins = new ArrayList<>();
        for (int i = 0; i < names.length; i++) {
            plugins.add(new WorkerReport.Plugin(Texts.fromDatabase(names[i]), Texts.fromDatabase(versions[i])));
        }
        return plugins;
    }

    private static List<WorkerReport.Running> running(ResultSet row) throws SQLException {
        UUID[] uuids = (UUID[]) row.getArray("running").getArray();
        String[] types = (String[]) row.getArray("running_types").getArray();
        Long[] since = (Long[]) row.getArray("running_since").getArray();
        List<WorkerReport.Running> running = new ArrayList<>();
        for (int i = 0; i < uuids.length; i++) {
            running.add(
                    new WorkerReport.Running(uuids[i], Texts.fromDatabase(types[i]), Moments.fromDatabase(since[i])));
        }
        return running;
    }
}
