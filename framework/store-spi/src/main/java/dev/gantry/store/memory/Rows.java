package dev.gantry.store.memory;

import dev.gantry.store.LeaseLostException;
import dev.gantry.store.LeaseRef;
import dev.gantry.store.LogBatch;
import dev.gantry.store.LogLine;
import dev.gantry.store.RemoteRun;
import dev.gantry.store.Run;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;

/** All that a {@link Ledger} holds, and every order in which it is looked for, moved together and taken back together. */
final class Rows {

    private final Archive archive;
    private final Map<UUID, Row> rows = new HashMap<>();
    private final Map<IdempotencyKey, UUID> keys = new HashMap<>();
    private final Projects projects = new Projects();
    private final Lanes lanes = new Lanes(projects);
    private final Kin kin;
    private final Map<UUID, Attachments> prepared = new LinkedHashMap<>();
    private final Set<RemoteRun> remoteCancels = new LinkedHashSet<>();
    private long lastNumber;

    Rows(Archive archive) {
        this.archive = archive;
        this.kin = new Kin(this::run);
    }

    Lanes lanes() {
        return lanes;
    }

    Projects projects() {
        return projects;
    }

    Kin kin() {
        return kin;
    }

    long lastNumber() {
        return lastNumber;
    }

    void continueAfter(long number) {
        lastNumber = Math.max(lastNumber, number);
    }

    /** A run that is here. */
    Optional<Row> here(UUID uuid) {
        return Optional.ofNullable(rows.get(uuid));
    }

    /** A run that is here or in the archive. */
    Optional<Row> find(UUID uuid) {
        Row row = rows.get(uuid);
        return row != null ? Optional.of(row) : archive.find(uuid);
    }

    private Optional<Run> run(UUID uuid) {
        Row row = rows.get(uuid);
        return row != null ? Optional.of(row.run()) : archive.run(uuid);
    }

    Optional<Row> find(IdempotencyKey key) {
        UUID uuid = keys.get(key);
        return uuid != null ? Optional.of(rows.get(uuid)) : archive.find(key);
    }

    Optional<Row> held(LeaseRef lease) {
        return here(lease.uuid()).filter(row -> row.run().heldUnder(lease.fence()));
    }

    /** The run of an attempt that may still write for itself or others. */
    Row writing(LeaseRef by) {
        return held(by).orElseThrow(() -> new LeaseLostException(by));
    }

    /** The run of an attempt that may still queue others. */
    Row spawning(LeaseRef by) {
        Row row = writing(by);
        if (row.run().standing().cancelRequested()) {
            throw new LeaseLostException(by);
        }
        return row;
    }

    // What follows changes something, and each has its opposite in undo.

    void load(Row row) {
        put(row);
        lanes.put(row.run());
        if (!row.run().state().finished()) {
            kin.begin(row.run());
        }
    }

    void create(Row row, Consumer<Change> changes) {
        lastNumber = row.run().number();
        prepared.remove(row.uuid());
        load(row);
        changes.accept(Change.created(row));
    }

    void replace(Row before, Row after) {
        lanes.replace(before.run(), after.run());
        put(after);
        boolean wasFinished = before.run().state().finished();
        if (wasFinished != after.run().state().finished()) {
            if (wasFinished) {
                kin.begin(after.run());
            } else {
                kin.end(after);
            }
        }
    }

    void move(Row before, Row after, Consumer<Change> changes) {
        replace(before, after);
        changes.accept(Change.moved(before, after, LogBatch.EMPTY));
    }

    /** Move a run, and say why in its log. */
    void move(Row before, Run next, LogLine why, Consumer<Change> changes) {
        LogBatch logged = LogBatch.of(why);
        Row after = before.with(next).with(logged);
        replace(before, after);
        changes.accept(Change.moved(before, after, logged));
    }

    /** Hang something on a run, which stays as it is: also on one that is in the archive. */
    void attach(Row found, Attached more, Consumer<Change> changes) {
        // A finished run is written whole, and stays longer than the place in which its params may be held.
        Row row = found.run().state().finished() ? found.held() : found;
        Row after = row.with(more);
        put(after);
        changes.accept(new Change.OfRun(
                Optional.of(row), after, new Change.Added(LogBatch.EMPTY, false, Optional.of(more)), false));
    }

    Attachments prepared(UUID uuid) {
        return prepared.getOrDefault(uuid, Attachments.NONE);
    }

    Map<UUID, Attachments> prepared() {
        return Map.copyOf(prepared);
    }

    void prepare(UUID uuid, Attachments after, Consumer<Change> changes) {
        Attachments before = prepared(uuid);
        prepare(uuid, after);
        changes.accept(new Change.Prepared(uuid, before, after));
    }

    void prepare(UUID uuid, Attachments attachments) {
        if (attachments.isEmpty()) {
            prepared.remove(uuid);
        } else {
            prepared.put(uuid, attachments);
        }
    }

    void limit(String project, int limit, Consumer<Change> changes) {
        int before = projects.limit(project);
        if (before != limit) {
            projects.limit(project, limit);
            changes.accept(new Change.Limited(project, before, limit));
        }
    }

    Set<RemoteRun> remoteCancels() {
        return new LinkedHashSet<>(remoteCancels);
    }

    void remoteCancel(RemoteRun child, boolean pending, Consumer<Change> changes) {
        if (remoteCancel(child, pending)) {
            changes.accept(new Change.RemoteCancel(child, pending));
        }
    }

    boolean remoteCancel(RemoteRun child, boolean pending) {
        return pending ? remoteCancels.add(child) : remoteCancels.remove(child);
    }

    private void put(Row row) {
        rows.put(row.uuid(), row);
        IdempotencyKey.of(row.run().request()).ifPresent(key -> keys.put(key, row.uuid()));
    }

    /** Hold the params of a run elsewhere, which nobody can notice. */
    Optional<Row> relocate(UUID uuid, Params elsewhere) {
        return Optional.ofNullable(rows.computeIfPresent(uuid, (same, row) -> row.with(elsewhere)));
    }

    void evict(Row finished) {
        if (rows.remove(finished.uuid(), finished)) {
            IdempotencyKey.of(finished.run().request()).ifPresent(keys::remove);
        }
    }

    /** Take back the last changes that were made, given in the order in which they were. */
    void undo(List<Change> changes) {
        for (int i = changes.size() - 1; i >= 0; i--) {
            undo(changes.get(i));
        }
    }

    private void undo(Change change) {
        if (change instanceof Change.OfRun ofRun) {
            undo(ofRun);
        } else if (change instanceof Change.Prepared ofPrepared) {
            prepare(ofPrepared.run(), ofPrepared.before());
        } else if (change instanceof Change.Limited limited) {
            projects.limit(limited.project(), limited.before());
        } else if (change instanceof Change.RemoteCancel cancel) {
            remoteCancel(cancel.child(), !cancel.pending());
        }
    }

    private void undo(Change.OfRun change) {
        Row after = change.after();
        if (change.before().isEmpty()) {
            uncreate(after);
        } else if (change.added().attached().isPresent()) {
            put(change.before().get());
        } else {
            replace(after, change.before().get());
        }
    }

    private void uncreate(Row row) {
        Run run = row.run();
        lanes.drop(run);
        kin.end(row);
        rows.remove(run.uuid());
        IdempotencyKey.of(run.request()).ifPresent(keys::remove);
        prepare(run.uuid(), row.attachments());
        lastNumber = run.number() - 1;
    }
}
