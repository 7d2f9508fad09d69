package dev.gantry.store.memory;

import static java.util.Objects.requireNonNull;

import dev.gantry.store.Claim;
import dev.gantry.store.ClaimRequest;
import dev.gantry.store.Claims;
import dev.gantry.store.Completion;
import dev.gantry.store.Ending;
import dev.gantry.store.Lease;
import dev.gantry.store.LeaseRef;
import dev.gantry.store.LogLine;
import dev.gantry.store.NewRun;
import dev.gantry.store.Renewal;
import dev.gantry.store.Run;
import dev.gantry.store.RunUpdate;
import dev.gantry.store.StoreUnavailableException;
import dev.gantry.store.Submission;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
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

    private final Rows rows;
    private final Attaching attaching;
    private final Descent descent;
    private final Receiving receiving;

    /** Make an empty ledger over an archive. */
    public Ledger(Archive archive) {
        rows = new Rows(requireNonNull(archive, "archive is null"));
        attaching = new Attaching(rows);
        descent = new Descent(rows);
        receiving = new Receiving(rows);
    }

    /** What hangs on runs. */
    public Attaching attaching() {
        return attaching;
    }

    /** Who descends from whom. */
    public Descent descent() {
        return descent;
    }

    /** How it takes over what another store has. */
    public Receiving receiving() {
        return receiving;
    }

    /** Take up a run as it was before a restart. */
    public void load(Row row) {
        rows.load(row);
    }

    /** The number of the newest run ever submitted; 0 if there was none. */
    public long lastNumber() {
        return rows.lastNumber();
    }

    /** Go on numbering after a restart. */
    public void continueAfter(long number) {
        rows.continueAfter(number);
    }

    /** See {@link dev.gantry.store.RunStore#submit}. */
    public List<Submission> submit(List<NewRun> runs, Instant now, Consumer<Change> changes) {
        runs.forEach(added -> added.by().ifPresent(rows::spawning));
        List<Submission> submissions = new ArrayList<>(runs.size());
        for (NewRun added : runs) {
            Optional<Row> taken = taken(added);
            if (taken.isPresent()) {
                submissions.add(new Submission(taken.get().run(), false));
            } else {
                Attachments prepared = rows.prepared(added.request().uuid());
                Row row = Row.submitted(added, rows.lastNumber() + 1, now, prepared);
                rows.create(row, changes);
                submissions.add(new Submission(row.run(), true));
            }
        }
        return submissions;
    }

    private Optional<Row> taken(NewRun added) {
        return rows.find(added.request().uuid())
                .or(() -> IdempotencyKey.of(added.request()).flatMap(rows::find));
    }

    /** See {@link dev.gantry.store.RunStore#claim}. */
    public Claims claim(ClaimRequest request, Instant now, Consumer<Change> changes) {
        keepWhatIsHeld(request, now, changes);
        for (Run run : rows.lanes().doomed(now)) {
            Row row = row(run);
            rows.move(row, row.with(run.completed(new Ending.Finished(Run.CANCELLED_CODE, false), now)), changes);
        }
        List<LeaseRef> resumed = new ArrayList<>();
        for (LeaseRef ref : new LinkedHashSet<>(request.resuming())) {
            if (resumed.size() < request.max() && resume(ref, request.limits(), changes)) {
                resumed.add(ref);
            }
        }
        List<Claim> claims = new ArrayList<>();
        Lanes.Selection selection = rows.lanes().select(request.limits(), now);
        while (selection.hasNext()
                && request.takes(request.ahead().admits(selection.peek()), claims.size() + resumed.size())) {
            selection.next(run -> claim(run, request, now, changes).ifPresent(claims::add));
        }
        return new Claims(claims, resumed, selection.nextDue().map(due -> Duration.between(now, due)));
    }

    /** Whoever asks lives, so its leases ran out because the clock stepped or it was suspended, not because it died. */
    private void keepWhatIsHeld(ClaimRequest request, Instant now, Consumer<Change> changes) {
        if (request.holding().isEmpty() || !rows.lanes().anyExpired(now)) {
            return;
        }
        for (LeaseRef ref : request.holding()) {
            rows.held(ref)
                    .filter(row -> isExpiredOf(request.worker(), row.run(), now))
                    .ifPresent(row -> lease(row, row.run().renewed(request.lease(), now), changes));
        }
    }

    private static boolean isExpiredOf(String worker, Run run, Instant now) {
        Lease lease = run.lease().orElseThrow();
        return lease.worker().equals(worker) && !lease.until().isAfter(now);
    }

    private Row row(Run here) {
        return rows.here(here.uuid()).orElseThrow();
    }

    /** Whether a parked run goes on; one that was told so already does. */
    private boolean resume(LeaseRef ref, Map<String, Integer> limits, Consumer<Change> changes) {
        Optional<Row> held = rows.held(ref);
        if (held.isEmpty() || !isParked(held.get().run())) {
            return held.isPresent();
        }
        boolean may = rows.lanes().mayResume(held.get().run(), limits);
        if (may) {
            lease(held.get(), held.get().run().parked(false), changes);
        }
        return may;
    }

    private static boolean isParked(Run run) {
        return run.lease().orElseThrow().parked();
    }

    /** Claim a run; empty if that cannot be done, for which it is held, since the others must go on. */
    private Optional<Claim> claim(Run run, ClaimRequest request, Instant now, Consumer<Change> changes) {
        Row row = row(run);
        Row held;
        try {
            held = row.held();
        } catch (StoreUnavailableException e) {
            hold(row, e.getMessage(), now, changes);
            return Optional.empty();
        }
        Row claimed = held.with(run.claimed(request.worker(), request.lease(), now));
        rows.move(row, claimed, changes);
        return Optional.of(new Claim(claimed.run(), claimed.body(), run.lease().isPresent()));
    }

    private void hold(Row row, String cause, Instant now, Consumer<Change> changes) {
        LogLine why = LogLine.warning(now, "Held, since its params cannot be read: " + cause);
        Run run = row.run().updated(row.run().progress(), now);
        rows.move(row, run, why, changes);
        rows.lanes().hold(run);
    }

    /**
     * Make a claim again that was answered and then taken back with {@link #undo}, together with all that shared its write:
     * its worker executes it. What changed is handed over again.
     */
    public void stand(Claims answered, Consumer<Change> changes) {
        for (LeaseRef ref : answered.resumed()) {
            rows.held(ref)
                    .filter(row -> isParked(row.run()))
                    .ifPresent(row -> lease(row, row.run().parked(false), changes));
        }
        for (Claim claim : answered.claims()) {
            Row row = row(claim.run());
            Params params = Params.held(claim.body().params());
            rows.move(row, row.with(params).with(claim.run()), changes);
        }
    }

    /** See {@link dev.gantry.store.RunStore#park}. */
    public Set<LeaseRef> park(List<LeaseRef> leases, Consumer<Change> changes) {
        Set<LeaseRef> parked = new HashSet<>();
        for (LeaseRef ref : leases) {
            Optional<Row> held = rows.held(ref);
            if (held.isPresent()) {
                parked.add(ref);
                lease(held.get(), held.get().run().parked(true), changes);
            }
        }
        return parked;
    }

    private void lease(Row row, Run next, Consumer<Change> changes) {
        Row after = row.with(next);
        rows.replace(row, after);
        changes.accept(Change.renewed(row, after));
    }

    /** See {@link dev.gantry.store.RunStore#renew}. */
    public Renewal renew(List<LeaseRef> leases, Duration lease, Instant now, Consumer<Change> changes) {
        Set<LeaseRef> lost = new HashSet<>();
        Set<LeaseRef> cancelled = new HashSet<>();
        for (LeaseRef ref : leases) {
            Optional<Row> held = rows.held(ref);
            if (held.isEmpty()) {
                lost.add(ref);
                continue;
            }
            Row row = held.get();
            if (row.run().standing().cancelRequested()) {
                cancelled.add(ref);
            }
            lease(row, row.run().renewed(lease, now), changes);
        }
        return new Renewal(lost, cancelled);
    }

    /** See {@link dev.gantry.store.RunStore#update}. */
    public List<UUID> update(List<RunUpdate> updates, Instant now, Consumer<Change> changes) {
        List<UUID> refused = new ArrayList<>();
        for (RunUpdate update : updates) {
            Optional<Row> held = rows.held(new LeaseRef(update.uuid(), update.fence()));
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
            Optional<Row> held = rows.held(new LeaseRef(last.uuid(), last.fence()));
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

    private void report(Row row, Run next, RunUpdate reported, Consumer<Change> changes) {
        Row after = row.with(next).with(reported.log()).withData(reported.data());
        rows.replace(row, after);
        Change.Added added = new Change.Added(reported.log(), reported.data().isPresent(), Optional.empty());
        changes.accept(new Change.OfRun(Optional.of(row), after, added, false));
    }

    /** See {@link dev.gantry.store.RunStore#retry}. */
    public Optional<Submission> retry(
            UUID uuid, LogLine why, Optional<LeaseRef> by, Instant now, Consumer<Change> changes) {
        by.ifPresent(rows::spawning);
        return rows.find(uuid).map(row -> {
            if (!row.run().state().finished()) {
                return new Submission(row.run(), false);
            }
            Run retried = row.run().retried(now);
            rows.move(row.held(), retried, why, changes);
            return new Submission(retried, true);
        });
    }

    /** Let so many runs of a project be RUNNING at once. */
    public void limitProject(String project, int concurrency, Consumer<Change> changes) {
        if (concurrency < 1) {
            throw new IllegalArgumentException(
                    "the concurrency of project %s is %d; expected at least 1".formatted(project, concurrency));
        }
        rows.limit(project, concurrency, changes);
    }

    /** Take up how many runs of a project could be RUNNING at once before a restart. */
    public void loadLimit(String project, int concurrency) {
        rows.projects().limit(project, concurrency);
    }

    /** The projects that were told how many, with that; any other is told 1. */
    public Map<String, Integer> projectLimits() {
        return rows.projects().limits();
    }

    /** Count the QUEUED runs of each job type that has any. */
    public Map<String, Long> queued() {
        return rows.lanes().queued();
    }

    /** The run with a key, here or in the archive. */
    public Optional<Row> find(IdempotencyKey key) {
        return rows.find(key);
    }

    /** A run that is here, not in the archive. */
    public Optional<Row> find(UUID uuid) {
        return rows.here(uuid);
    }

    /** Hold the params of a run elsewhere, which nobody can notice; the run as it is held now, if it is here. */
    public Optional<Row> relocate(UUID uuid, Params elsewhere) {
        return rows.relocate(uuid, elsewhere);
    }

    /** Let go of a finished run, which the archive has from now on or nobody. */
    public void evict(Row finished) {
        if (!finished.run().state().finished()) {
            throw new IllegalArgumentException("run %s is %s; expected it to be finished"
                    .formatted(finished.uuid(), finished.run().state()));
        }
        rows.evict(finished);
    }

    /** Take back the last changes that were made, given in the order in which they were. */
    public void undo(List<Change> changes) {
        rows.undo(changes);
    }
}
