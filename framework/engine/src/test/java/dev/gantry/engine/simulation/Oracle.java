package dev.gantry.engine.simulation;

import dev.gantry.store.ClaimRequest;
import dev.gantry.store.Claims;
import dev.gantry.store.Completion;
import dev.gantry.store.Lease;
import dev.gantry.store.Run;
import dev.gantry.store.RunState;
import dev.gantry.store.RunUpdate;
import dev.gantry.store.memory.Change;
import dev.gantry.store.memory.Row;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Knows what must hold, and fails the simulation at the step at which it does not.
 *
 * <p>It sees each transition when the store applies it, before anybody is answered, and the code of each job when it begins,
 * waits, goes on and ends.
 */
final class Oracle {

    /** What is to be known of a call to judge what it changed. */
    record Check(Optional<ClaimRequest> claim, Map<UUID, Set<Long>> fences, Optional<UUID> cancelled) {

        static final Check NOTHING = new Check(Optional.empty(), Map.of(), Optional.empty());

        static Check claim(ClaimRequest request) {
            return new Check(Optional.of(request), Map.of(), Optional.empty());
        }

        static Check writes(List<RunUpdate> updates) {
            // A worker may hold an old lease of a run beside a new one.
            Map<UUID, Set<Long>> fences = new HashMap<>();
            updates.forEach(update -> fences.computeIfAbsent(update.uuid(), uuid -> new LinkedHashSet<>())
                    .add(update.fence()));
            return new Check(Optional.empty(), fences, Optional.empty());
        }

        static Check ends(List<Completion> ends) {
            return writes(ends.stream().map(Completion::last).toList());
        }

        static Check cancel(UUID run) {
            return new Check(Optional.empty(), Map.of(), Optional.of(run));
        }
    }

    private final Scheduler scheduler;
    private final Map<String, Integer> jobLimits;
    private final Map<String, Integer> projectLimits = new HashMap<>();
    private final Map<String, Integer> slots = new HashMap<>();
    private final Map<UUID, Run> runs = new LinkedHashMap<>();
    private final Set<UUID> dropped = new LinkedHashSet<>();
    private final Set<UUID> acknowledged = new LinkedHashSet<>();
    private final List<Execution> executions = new ArrayList<>();
    private final Set<String> sound = new LinkedHashSet<>();
    private final Set<String> gone = new LinkedHashSet<>();
    private final SimulatedClock clock;
    private boolean troubled;

    Oracle(Scheduler scheduler, Map<String, Integer> jobLimits, SimulatedClock clock) {
        this.scheduler = scheduler;
        this.jobLimits = jobLimits;
        this.clock = clock;
    }

    void fail(String what, Object... values) {
        scheduler.fail(new Violation(what.formatted(values)));
    }

    /** A server has so many slots. */
    void serves(Host host, int slotsOfIt) {
        slots.put(host.name(), slotsOfIt);
        sound.add(host.name());
    }

    /** A server was disturbed, so that its leases may run out. */
    void disturbed(Host host) {
        sound.remove(host.name());
    }

    /** A server has stopped in time: its runs are queued again, and no worker has to notice that they were left behind. */
    void hasLeft(Host host) {
        boolean left = sound.contains(host.name()) && !troubled;
        runs.values().stream()
                .filter(run -> left
                        && run.lease()
                                .filter(lease -> lease.worker().equals(host.name()))
                                .isPresent())
                .forEach(run -> fail("%s has stopped and still holds %s", host.name(), name(run)));
    }

    /** A server is gone: what it held it does not execute, even if the clock is set back to when it did. */
    void gone(Host host) {
        disturbed(host);
        gone.add(host.name());
    }

    /** Something happened that may keep any server from renewing its leases in time. */
    void allDisturbed() {
        troubled = true;
    }

    // What the store does.

    /** A transition was applied to the store, and will be answered. */
    void applied(Check check, List<Change> changes, Instant now) {
        for (Change change : changes) {
            if (change instanceof Change.OfRun ofRun) {
                changed(check, ofRun, now);
            } else if (change instanceof Change.Limited limited) {
                projectLimits.put(limited.project(), limited.after());
            }
        }
        check.claim().ifPresent(request -> checkLimits(changes, now));
        check.cancelled().filter(run -> !changes.isEmpty()).ifPresent(this::checkDescendants);
    }

    private void changed(Check check, Change.OfRun change, Instant now) {
        Run after = change.after().run();
        change.before().map(Row::run).ifPresent(before -> {
            if (before.state() != after.state() && !before.state().next().contains(after.state())) {
                fail("%s went from %s to %s", name(after), before.state(), after.state());
            }
            Set<Long> fences = check.fences().getOrDefault(after.uuid(), Set.of());
            if (!fences.isEmpty() && fences.stream().noneMatch(before::heldUnder)) {
                fail("%s took what was written under fence %s, and has %d", name(after), fences, before.fence());
            }
            if (before.lease().isPresent() && after.fence() > before.fence()) {
                taken(before, before.lease().get(), now);
            }
            if (before.standing().cancelRequested()
                    && after.state().finished()
                    && after.state() != RunState.CANCELLED) {
                fail("%s was cancelled and ended as %s", name(after), after.state());
            }
        });
        runs.put(after.uuid(), after);
    }

    /** A run was taken from the worker that held it. */
    private void taken(Run run, Lease lease, Instant now) {
        // What ran out once has run out, though the clock may be set back before somebody else takes it.
        if (lease.until().isAfter(now) && !clock.wasSetBack()) {
            fail("%s was given away while %s still held it", name(run), lease);
        }
        if (sound.contains(lease.worker()) && !troubled) {
            fail("%s was left behind by %s, which lives and was never disturbed", name(run), lease.worker());
        }
    }

    private void checkLimits(List<Change> changes, Instant now) {
        if (changes.isEmpty()) {
            return;
        }
        Map<String, Integer> ofJob = new HashMap<>();
        Map<String, Integer> ofProject = new HashMap<>();
        for (Run run : runs.values()) {
            if (run.state() == RunState.RUNNING) {
                run.project().ifPresent(project -> ofProject.merge(project, 1, Integer::sum));
                if (isExecuted(run, now)) {
                    ofJob.merge(run.jobType(), 1, Integer::sum);
                }
            }
        }
        Set<String> begun = new LinkedHashSet<>();
        Set<String> begunIn = new LinkedHashSet<>();
        for (Change change : changes) {
            if (change instanceof Change.OfRun ofRun) {
                begun.add(ofRun.after().run().jobType());
                ofRun.after().run().project().ifPresent(begunIn::add);
            }
        }
        begun.forEach(job -> {
            if (ofJob.getOrDefault(job, 0) > jobLimits.get(job)) {
                fail("%d runs of %s are executed and its limit is %d", ofJob.get(job), job, jobLimits.get(job));
            }
        });
        begunIn.forEach(project -> {
            int limit = projectLimits.getOrDefault(project, 1);
            boolean anew = changes.stream().anyMatch(change -> begins(change, project));
            if (anew && ofProject.getOrDefault(project, 0) > limit) {
                fail("%d runs of project %s are executed and its limit is %d", ofProject.get(project), project, limit);
            }
        });
    }

    private static boolean begins(Change change, String project) {
        return change instanceof Change.OfRun ofRun
                && ofRun.after().run().project().equals(Optional.of(project))
                && ofRun.after().run().state() == RunState.RUNNING
                && ofRun.before()
                        .map(row -> row.run().state() == RunState.QUEUED)
                        .orElse(false);
    }

    private boolean isExecuted(Run run, Instant now) {
        return run.lease()
                .filter(lease -> !lease.parked() && lease.until().isAfter(now) && !gone.contains(lease.worker()))
                .isPresent();
    }

    private void checkDescendants(UUID cancelled) {
        for (Run run : runs.values()) {
            boolean spared = !run.state().finished() && !run.standing().cancelRequested();
            if (spared && descends(run, cancelled)) {
                fail("%s was cancelled and %s below it was not", name(cancelled), name(run));
            }
        }
    }

    private boolean descends(Run run, UUID above) {
        Optional<UUID> parent = run.request().origin().parent();
        while (parent.isPresent()) {
            if (parent.get().equals(above)) {
                return true;
            }
            parent = Optional.ofNullable(runs.get(parent.get()))
                    .flatMap(next -> next.request().origin().parent());
        }
        return false;
    }

    /** Retention dropped a run. */
    void dropped(Run run) {
        if (!run.state().finished()) {
            fail("%s was dropped and is %s", name(run), run.state());
        }
        runs.remove(run.uuid());
        dropped.add(run.uuid());
    }

    /** The store came back with these, after it had lost power. */
    void restarted(Collection<Row> durable) {
        runs.clear();
        durable.forEach(row -> runs.put(row.uuid(), row.run()));
        acknowledged.stream()
                .filter(run -> !runs.containsKey(run) && !dropped.contains(run))
                .forEach(run -> fail("%s was acknowledged and is lost", name(run)));
    }

    /** A client was told that its run is durable. */
    void acknowledged(UUID run) {
        acknowledged.add(run);
        if (!runs.containsKey(run) && !dropped.contains(run)) {
            fail("%s was acknowledged and does not exist", name(run));
        }
    }

    // What the code of jobs does.

    Execution begins(Execution execution) {
        executions.add(execution);
        Optional<Run> run = held(execution);
        run.ifPresent(held -> {
            long others = executions.stream()
                    // One that was left behind may see its run dropped by retention, queued anew, and begin with fence
                    // 1.
                    .filter(other -> other.run().equals(execution.run()) && !other.outlivesItsSlot())
                    .filter(other -> held(other).isPresent())
                    .count();
            if (others > 1) {
                fail("%s is executed twice under one lease", name(held));
            }
        });
        checkSlots(execution);
        return execution;
    }

    /** The code goes on after a wait. */
    void goesOn(Execution execution) {
        boolean needsSlot = !execution.waits() && !execution.outlivesItsSlot();
        held(execution)
                .filter(run -> needsSlot && run.lease().orElseThrow().parked())
                .ifPresent(run -> fail("%s goes on and is still parked", name(run)));
        checkSlots(execution);
    }

    void ends(Execution execution) {
        executions.remove(execution);
    }

    private void checkSlots(Execution execution) {
        if (held(execution).isEmpty()) {
            return;
        }
        long atWork = executions.stream()
                .filter(other -> other.host() == execution.host() && !other.waits() && !other.outlivesItsSlot())
                .filter(other -> held(other).isPresent())
                .count();
        int allowed = slots.get(execution.host().name());
        if (atWork > allowed) {
            fail(
                    "%d attempts are executed on %s, which has %d slots",
                    atWork, execution.host().name(), allowed);
        }
        long ofJob = executions.stream()
                .filter(other ->
                        other.jobType().equals(execution.jobType()) && !other.waits() && !other.outlivesItsSlot())
                .filter(other -> held(other).isPresent())
                .count();
        if (ofJob > jobLimits.get(execution.jobType())) {
            fail(
                    "the code of %d runs of %s is at work, and its limit is %d",
                    ofJob, execution.jobType(), jobLimits.get(execution.jobType()));
        }
    }

    /** The run of an execution, if that holds a lease of it that has not run out. */
    Optional<Run> held(Execution execution) {
        return Optional.ofNullable(execution.host().killed() ? null : runs.get(execution.run()))
                .filter(run -> run.heldUnder(execution.fence()))
                .filter(run -> run.lease().orElseThrow().until().isAfter(clock.instant()));
    }

    List<Execution> executions() {
        return executions;
    }

    Optional<Run> run(UUID uuid) {
        return Optional.ofNullable(runs.get(uuid));
    }

    Collection<Run> runs() {
        return runs.values();
    }

    Set<UUID> acknowledged() {
        return acknowledged;
    }

    /** Whether a run is finished, or was and is gone. */
    boolean isFinished(UUID run) {
        return dropped.contains(run)
                || run(run).map(known -> known.state().finished()).orElse(false);
    }

    // How things are called in the trace.

    String name(UUID run) {
        return run(run).map(Oracle::name).orElseGet(() -> run.toString().substring(0, 8));
    }

    static String name(Run run) {
        return run.request()
                .origin()
                .address()
                .map(address -> address.project() + "/" + address.jobId())
                .or(() -> run.request().options().idempotencyKey())
                .orElseGet(() -> run.uuid().toString());
    }

    String told(Object answer) {
        if (answer instanceof Claims claims) {
            return "begin %s, go on %s, next %s"
                    .formatted(
                            claims.claims().stream()
                                    .map(claim -> name(claim.run()) + "#" + claim.fence())
                                    .collect(Collectors.toList()),
                            claims.resumed().stream()
                                    .map(ref -> name(ref.uuid()))
                                    .collect(Collectors.toList()),
                            claims.nextDueIn().map(Object::toString).orElse("-"));
        }
        if (answer instanceof Optional<?> some && some.isPresent() && some.get() instanceof Run run) {
            return name(run) + " " + run.state();
        }
        return answer instanceof Collection<?> many && many.size() > 1 ? many.size() + " of them" : "";
    }
}
