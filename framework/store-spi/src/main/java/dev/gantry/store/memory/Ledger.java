package dev.gantry.store.memory;

import static java.util.Objects.requireNonNull;

import dev.gantry.store.Claim;
import dev.gantry.store.ClaimRequest;
import dev.gantry.store.Claims;
import dev.gantry.store.Completion;
import dev.gantry.store.Ending;
import dev.gantry.store.LeaseRef;
import dev.gantry.store.LogBatch;
import dev.gantry.store.LogLine;
import dev.gantry.store.NewRun;
import dev.gantry.store.Renewal;
import dev.gantry.store.Run;
import dev.gantry.store.RunUpdate;
import dev.gantry.store.Submission;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * Runs in heap, and the transitions of {@link dev.gantry.store.RunStore} on them.
 *
 * <p>Each transition hands every {@link Change} it made to the consumer it was given, in order. A caller that cannot make
 * them durable takes them back with {@link #undo}. Finished runs stay until {@link #evict} lets go of them; from
 * then on they are looked up in the archive. For one thread at a time.
 */
public final class Ledger {

    private final Archive archive;
    private final Map<UUID, Row> rows = new HashMap<>();
    private final Map<IdempotencyKey, UUID> keys = new HashMap<>();
    private final Lanes lanes = new Lanes();
    private long lastNumber;

    /** Make an empty ledger over an archive. */
    public Ledger(Archive archive) {
        this.archive = requireNonNull(archive, "archive is null");
    }

    /** Take up a run as it was before a restart. */
    public void load(Row row) {
        put(row);
    }

    /** The number of the newest run ever submitted; 0 if there was none. */
    public long lastNumber() {
        return lastNumber;
    }

    /** Go on numbering after a restart. */
    public void continueAfter(long number) {
        lastNumber = Math.max(lastNumber, number);
    }

    /** See {@link dev.gantry.store.RunStore#submit}. */
    public List<Submission> submit(List<NewRun> runs, Instant now, Consumer<Change> changes) {
        List<Submission> submissions = new ArrayList<>(runs.size());
        for (NewRun added : runs) {
            Optional<Row> taken = taken(added);
            if (taken.isPresent()) {
                submissions.add(new Submission(taken.get().run(), false));
            } else {
                Row row = Row.submitted(added, lastNumber + 1, now);
                lastNumber++;
                put(row);
                changes.accept(Change.created(row));
                submissions.add(new Submission(row.run(), true));
            }
        }
        return submissions;
    }

    private Optional<Row> taken(NewRun added) {
        return row(added.request().uuid())
                .or(() -> IdempotencyKey.of(added.request()).flatMap(this::row));
    }

    private Optional<Row> row(UUID uuid) {
        Row row = rows.get(uuid);
        return row != null ? Optional.of(row) : archive.find(uuid);
    }

    private Optional<Row> row(IdempotencyKey key) {
        UUID uuid = keys.get(key);
        return uuid != null ? Optional.of(rows.get(uuid)) : archive.find(key);
    }

    /** See {@link dev.gantry.store.RunStore#claim}. */
    public Claims claim(ClaimRequest request, Instant now, Consumer<Change> changes) {
        for (Run run : lanes.doomed(now)) {
            Row row = rows.get(run.uuid());
            move(row, row.with(run.completed(new Ending.Finished(Run.CANCELLED_CODE, false), now)), changes);
        }
        List<Claim> claims = new ArrayList<>();
        Lanes.Selection selection = lanes.select(request.limits(), now);
        while (claims.size() < request.max() && selection.hasNext()) {
            selection.next(run -> claims.add(claim(run, request, now, changes)));
        }
        return new Claims(claims, selection.nextDue());
    }

    private Claim claim(Run run, ClaimRequest request, Instant now, Consumer<Change> changes) {
        Row row = rows.get(run.uuid());
        Row claimed = row.held().with(run.claimed(request.worker(), request.lease(), now));
        move(row, claimed, changes);
        return new Claim(claimed.run(), claimed.body(), run.lease().isPresent());
    }

    /** See {@link dev.gantry.store.RunStore#renew}. */
    public Renewal renew(List<LeaseRef> leases, Duration lease, Instant now, Consumer<Change> changes) {
        Set<LeaseRef> lost = new HashSet<>();
        Set<LeaseRef> cancelled = new HashSet<>();
        for (LeaseRef ref : leases) {
            Optional<Row> held = held(ref.uuid(), ref.fence());
            if (held.isEmpty()) {
                lost.add(ref);
                continue;
            }
            Row row = held.get();
            if (row.run().standing().cancelRequested()) {
                cancelled.add(ref);
            }
            Row renewed = row.with(row.run().renewed(lease, now));
            replace(row, renewed);
            changes.accept(Change.renewed(row, renewed));
        }
        return new Renewal(lost, cancelled);
    }

    /** See {@link dev.gantry.store.RunStore#update}. */
    public List<UUID> update(List<RunUpdate> updates, Instant now, Consumer<Change> changes) {
        List<UUID> refused = new ArrayList<>();
        for (RunUpdate update : updates) {
            Optional<Row> held = held(update.uuid(), update.fence());
            if (held.isEmpty()) {
                refused.add(update.uuid());
            } else if (!isEmpty(update)) {
                Row row = held.get();
                Run next = row.run().updated(update.progress().orElse(row.run().progress()), now);
                report(row, next, update, changes);
            }
        }
        return refused;
    }

    private static boolean isEmpty(RunUpdate update) {
        return update.progress().isEmpty()
                && update.log().isEmpty()
                && update.data().isEmpty();
    }

    /** See {@link dev.gantry.store.RunStore#complete}. */
    public List<UUID> complete(List<Completion> completions, Instant now, Consumer<Change> changes) {
        List<UUID> refused = new ArrayList<>();
        for (Completion completion : completions) {
            RunUpdate last = completion.last();
            Optional<Row> held = held(last.uuid(), last.fence());
            if (held.isEmpty()) {
                refused.add(last.uuid());
            } else {
                Run run = held.get().run();
                Run reported = last.progress()
                        .map(progress -> run.updated(progress, now))
                        .orElse(run);
                report(held.get(), reported.completed(completion.ending(), now), last, changes);
            }
        }
        return refused;
    }

    private Optional<Row> held(UUID uuid, long fence) {
        return Optional.ofNullable(rows.get(uuid)).filter(row -> row.run().heldUnder(fence));
    }

    private void report(Row row, Run next, RunUpdate reported, Consumer<Change> changes) {
        Row after = row.with(next).with(reported.log()).withData(reported.data());
        replace(row, after);
        changes.accept(new Change(
                Optional.of(row), after, reported.log(), reported.data().isPresent(), false));
    }

    /** See {@link dev.gantry.store.RunStore#cancel}. */
    public Optional<Run> cancel(UUID uuid, LogLine why, Instant now, Consumer<Change> changes) {
        return row(uuid).map(row -> {
            Run cancelled = row.run().cancelled(now);
            boolean changed = cancelled.stamp().revision() > row.run().stamp().revision();
            return changed ? log(row, cancelled, why, changes) : cancelled;
        });
    }

    /** See {@link dev.gantry.store.RunStore#retry}. */
    public Optional<Submission> retry(UUID uuid, LogLine why, Instant now, Consumer<Change> changes) {
        return row(uuid).map(row -> {
            if (!row.run().state().finished()) {
                return new Submission(row.run(), false);
            }
            return new Submission(log(row.held(), row.run().retried(now), why, changes), true);
        });
    }

    private Run log(Row row, Run next, LogLine why, Consumer<Change> changes) {
        LogBatch logged = LogBatch.of(why);
        Row after = row.with(next).with(logged);
        replace(row, after);
        changes.accept(Change.moved(row, after, logged));
        return next;
    }

    private void move(Row before, Row after, Consumer<Change> changes) {
        replace(before, after);
        changes.accept(Change.moved(before, after, LogBatch.EMPTY));
    }

    /** Count the QUEUED runs of each job type that has any. */
    public Map<String, Long> queued() {
        return lanes.queued();
    }

    /** A run that is here, not in the archive. */
    public Optional<Row> find(UUID uuid) {
        return Optional.ofNullable(rows.get(uuid));
    }

    /** Hold the params of a run elsewhere, which nobody can notice; the run as it is held now, if it is here. */
    public Optional<Row> relocate(UUID uuid, Params elsewhere) {
        return Optional.ofNullable(rows.computeIfPresent(uuid, (same, row) -> row.with(elsewhere)));
    }

    /** Let go of a finished run, which the archive has from now on or nobody. */
    public void evict(Row finished) {
        if (!finished.run().state().finished()) {
            throw new IllegalArgumentException("run %s is %s; expected it to be finished"
                    .formatted(finished.uuid(), finished.run().state()));
        }
        if (rows.remove(finished.uuid(), finished)) {
            IdempotencyKey.of(finished.run().request()).ifPresent(keys::remove);
        }
    }

    /** Take back the last changes that were made, given in the order in which they were. */
    public void undo(List<Change> changes) {
        for (int i = changes.size() - 1; i >= 0; i--) {
            undo(changes.get(i));
        }
    }

    private void undo(Change change) {
        if (change.before().isPresent()) {
            replace(change.after(), change.before().get());
        } else {
            Run run = change.after().run();
            lanes.remove(run);
            rows.remove(run.uuid());
            IdempotencyKey.of(run.request()).ifPresent(keys::remove);
            lastNumber = run.number() - 1;
        }
    }

    private void replace(Row before, Row after) {
        lanes.remove(before.run());
        put(after);
    }

    private void put(Row row) {
        rows.put(row.uuid(), row);
        lanes.add(row.run());
        IdempotencyKey.of(row.run().request()).ifPresent(key -> keys.put(key, row.uuid()));
    }
}
