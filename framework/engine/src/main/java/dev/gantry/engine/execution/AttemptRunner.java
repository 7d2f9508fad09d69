package dev.gantry.engine.execution;

import dev.gantry.engine.catalog.JobDefinition;
import dev.gantry.engine.jobs.Caller;
import dev.gantry.engine.jobs.LiveJobs;
import dev.gantry.engine.time.Machine;
import dev.gantry.store.Claim;
import dev.gantry.store.Completion;
import dev.gantry.store.Ending;
import dev.gantry.store.LeaseRef;
import dev.gantry.store.Renewal;
import dev.gantry.store.RunStore;
import dev.gantry.store.RunUpdate;
import dev.gantry.store.worker.WorkerReport;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Executes the runs that a worker was given, and knows which those are.
 *
 * <p>Thread-safe.
 */
public final class AttemptRunner implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(AttemptRunner.class);
    private static final Duration GIVEN_BACK_FOR = Duration.ofSeconds(1);

    /** A run that was claimed before there is a slot for it waits this long at least, and twice as long at most. */
    private static final Duration LONGEST_WAIT = Duration.ofMillis(20);

    private final Machine machine;
    private final Map<LeaseRef, Attempt> held = new ConcurrentHashMap<>();
    private final Slots slots;
    private final Set<LeaseRef> cancelledEarly = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean limited = new AtomicBoolean();
    private final AtomicLong givenBack = new AtomicLong();
    private final Set<Attempt> leftBehind = ConcurrentHashMap.newKeySet();
    private final Queue<CompletableFuture<Void>> waiting = new ConcurrentLinkedQueue<>();
    private final Completer completer;
    private final WorkFolders folders;
    private final Workshop workshop;
    private final RunStore store;
    private final Runnable onSlotFree;

    /**
     * Make one for a worker.
     *
     * @param slots how many attempts are executed at once
     * @param machine what it works on; its real time ends with this
     * @param onSlotFree told whenever an attempt has given its slot back or wants it again, and when few runs wait
     * @param jobs makes the Job API of an attempt
     */
    public AttemptRunner(
            ExecutionSettings settings,
            int slots,
            RunStore store,
            Machine machine,
            Runnable onSlotFree,
            Function<Caller, LiveJobs> jobs) {
        this.machine = machine;
        this.slots = new Slots(slots);
        this.store = store;
        this.onSlotFree = onSlotFree;
        this.completer = new Completer(store, machine.wall(), machine.threads().shared());
        this.folders = new WorkFolders(settings.workFolder());
        this.workshop = new Workshop(
                settings,
                machine.timers(),
                machine.wall(),
                new Flusher(store, machine.wall()),
                folders,
                jobs,
                new Desk());
    }

    /**
     * Take over a run that was claimed. It waits for a slot, that is until {@link #beginWaiting}, or until the attempt before
     * it ends; but not for long: the store gets it back then as if it had not been claimed. A run whose worker died waits for
     * nothing, since only its death is recorded.
     */
    public void take(JobDefinition job, Claim claim) {
        Attempt attempt = new Attempt(claim, job, workshop);
        held.put(attempt.lease(), attempt);
        if (claim.abandoned()) {
            slots.occupy(attempt.lease());
            begin(attempt);
        } else {
            slots.await(attempt.lease());
        }
        if (cancelledEarly.contains(attempt.lease())) {
            stop(attempt, StopReason.CANCELLED);
        }
    }

    /**
     * A claim was answered, and all that it brought is taken: begin what waits, as far as there are slots.
     *
     * @param refused attempts that want a slot again, and that this claim was asked for in vain
     */
    public void beginWaiting(Collection<LeaseRef> refused) {
        cancelledEarly.clear();
        fill(refused);
        limitWait();
    }

    private void fill(Collection<LeaseRef> refused) {
        slots.fill(refused).forEach(lease -> begin(held.get(lease)));
    }

    private void limitWait() {
        if (slots.waiting() > 0 && limited.compareAndSet(false, true)) {
            machine.wall().after(LONGEST_WAIT, this::endWait);
        }
    }

    private void endWait() {
        limited.set(false);
        List<LeaseRef> old = slots.withdrawOld();
        givenBack.addAndGet(old.size());
        old.forEach(this::giveBackUnbegun);
        limitWait();
    }

    /** Give all back that waits for a slot. */
    public void giveBackWaiting() {
        slots.withdrawAll().forEach(this::giveBackUnbegun);
    }

    private void giveBackUnbegun(LeaseRef lease) {
        giveBack(held.get(lease), new Ending.Unbegun());
    }

    private void giveBack(Attempt attempt, Ending how) {
        completer.complete(attempt.withdrawn(how), written -> letGo(attempt));
    }

    /** Begin an attempt that has a slot. If that cannot be done, its run is queued again, and the slot is the next one's. */
    private void begin(Attempt attempt) {
        Optional<Attempt> next = Optional.of(attempt);
        while (next.isPresent() && !isBegun(next.get())) {
            Optional<LeaseRef> heir = slots.leave(next.get().lease());
            giveBack(next.get(), new Ending.Again(GIVEN_BACK_FOR, false));
            next = heir.map(held::get);
        }
    }

    private boolean isBegun(Attempt attempt) {
        try {
            return attempt.job().realm().execute(() -> executeFrom(attempt));
        } catch (RuntimeException | Error e) {
            log.error(
                    "run {} cannot be begun; it is queued again",
                    attempt.lease().uuid(),
                    e);
            return false;
        }
    }

    /** Execute an attempt, and those that have its slot after it while they are of the same plugin: on the same thread. */
    private void executeFrom(Attempt first) {
        Optional<Attempt> next = Optional.of(first);
        while (next.isPresent()) {
            Attempt attempt = next.get();
            next = Optional.empty();
            try {
                attempt.execute();
                next = attempt.takeSuccessor().filter(heir -> goesOnHere(heir, first.job()));
            } finally {
                attempt.takeSuccessor().ifPresent(this::begin);
            }
        }
    }

    private boolean goesOnHere(Attempt heir, JobDefinition here) {
        boolean same = heir.job().realm() == here.realm() && here.realm().mayGoOn();
        if (!same) {
            begin(heir);
        }
        return same;
    }

    /** Queue a run again that cannot be begun: its job has just gone. */
    public void giveBack(Claim claim) {
        RunUpdate nothing = RunUpdate.nothing(claim.run().uuid(), claim.fence());
        completer.complete(new Completion(nothing, new Ending.Again(GIVEN_BACK_FOR, false)), done -> {});
    }

    /** How many slots no attempt occupies. */
    public int free() {
        return slots.free();
    }

    /** How many runs were taken and wait for a slot. */
    public int waiting() {
        return slots.waiting();
    }

    /** How many attempts have ended so far. */
    public long ended() {
        return slots.ended();
    }

    /** How many runs have been given back so far because they waited too long for a slot. */
    public long givenBack() {
        return givenBack.get();
    }

    /** The runs whose attempts are under way, those included that gave their slot back while they wait. */
    public List<UUID> executingRuns() {
        return slots.attempts().stream().map(LeaseRef::uuid).toList();
    }

    /** As {@link #executingRuns()}, with what they are and since when they are here. */
    public List<WorkerReport.Running> executing() {
        return slots.attempts().stream()
                .flatMap(lease -> Optional.ofNullable(held.get(lease)).stream())
                .map(Attempt::running)
                .toList();
    }

    /** Whether all attempts that are under way have given their slots back, and none wants one. */
    public boolean allWait() {
        return slots.allParked();
    }

    /** The attempts that have waited enough and want a slot again, in the order of asking. */
    public List<LeaseRef> resuming() {
        return slots.resuming();
    }

    /** How many runs of their jobs may be executed at once; jobs without a limit are absent. */
    public Map<String, Integer> limitsOf(Collection<LeaseRef> attempts) {
        Map<String, Integer> limits = new HashMap<>();
        for (LeaseRef lease : attempts) {
            Optional.ofNullable(held.get(lease))
                    .map(Attempt::job)
                    .filter(job -> job.policy().concurrency() < Integer.MAX_VALUE)
                    .ifPresent(job -> limits.put(job.jobType(), job.policy().concurrency()));
        }
        return limits;
    }

    /** An attempt has its slot again. */
    public void resumed(LeaseRef attempt) {
        slots.resumed(attempt);
    }

    /** How many attempts were ended without their threads, which are still at work: of one job, or of any. */
    public int leftBehind(Predicate<String> jobType) {
        return (int) leftBehind.stream()
                .filter(attempt -> jobType.test(attempt.job().jobType()))
                .count();
    }

    /** The leases that are to be kept: those of all attempts whose end the store does not know yet. */
    public List<LeaseRef> leases() {
        return List.copyOf(held.keySet());
    }

    /** Stop what a renewal found to be lost or cancelled. */
    public void obey(Renewal renewal) {
        renewal.lost().forEach(lease -> stop(lease, StopReason.LOST));
        renewal.cancelled().forEach(lease -> stop(lease, StopReason.CANCELLED));
    }

    /** Stop the attempt of a run, if there is one here or a claim under way brings it, because the run was cancelled. */
    public void cancel(LeaseRef lease) {
        // Noted before it is looked for, and the other way about when it comes.
        cancelledEarly.add(lease);
        if (held.containsKey(lease)) {
            cancelledEarly.remove(lease);
            stop(lease, StopReason.CANCELLED);
        }
    }

    private void stop(LeaseRef lease, StopReason reason) {
        Optional.ofNullable(held.get(lease)).ifPresent(attempt -> stop(attempt, reason));
    }

    private void stop(Attempt attempt, StopReason reason) {
        if (!slots.withdraw(attempt.lease())) {
            attempt.stop(reason);
        } else if (reason == StopReason.LOST) {
            letGo(attempt);
        } else {
            giveBackUnbegun(attempt.lease());
        }
    }

    /** Stop all attempts because the server stops; their runs are queued again at once. */
    public void stopForServer() {
        giveBackWaiting();
        held.values().forEach(Attempt::stopForServer);
    }

    /** Stop all attempts because the worker was told to exit; their runs are queued again for later. */
    public void stopForWorkerExit() {
        giveBackWaiting();
        held.values().forEach(attempt -> attempt.stop(StopReason.WORKER_EXIT));
    }

    /** Complete once every attempt has ended and the store knows. */
    public CompletableFuture<Void> whenIdle() {
        CompletableFuture<Void> idle = new CompletableFuture<>();
        waiting.add(idle);
        tellIfIdle();
        return idle;
    }

    private void tellIfIdle() {
        if (held.isEmpty()) {
            waiting.removeIf(idle -> idle.complete(null));
        }
    }

    private void letGo(Attempt attempt) {
        held.remove(attempt.lease());
        tellIfIdle();
    }

    /** Delete the work folders of runs that are finished. */
    public void sweepFolders(Predicate<UUID> finished) {
        folders.sweep(finished);
    }

    /** Call back nobody any more. Attempts that are still executing are no longer written. */
    @Override
    public void close() {
        machine.wall().close();
    }

    private final class Desk implements Workshop.Desk {

        @Override
        public AttemptSlot slotOf(LeaseRef attempt, StopSwitch stopSwitch) {
            return new AttemptSlot(attempt, slots, store, stopSwitch, this::slotWanted, machine.threads());
        }

        @Override
        public Optional<Attempt> slotFree(Attempt attempt) {
            Optional<Attempt> next = slots.leave(attempt.lease()).map(held::get);
            if (next.isEmpty() || slots.runLow()) {
                onSlotFree.run();
            }
            return next;
        }

        @Override
        public void begin(Attempt attempt) {
            AttemptRunner.this.begin(attempt);
        }

        private void slotWanted() {
            fill(List.of());
            onSlotFree.run();
        }

        @Override
        public void ended(Attempt attempt, Optional<Completion> completion) {
            if (completion.isEmpty()) {
                letGo(attempt);
                return;
            }
            completer.complete(completion.get(), written -> {
                letGo(attempt);
                if (written.ending() instanceof Ending.Finished) {
                    folders.delete(attempt.lease().uuid());
                }
            });
        }

        @Override
        public void leftBehind(Attempt attempt) {
            leftBehind.add(attempt);
        }

        @Override
        public void cameBack(Attempt attempt) {
            leftBehind.remove(attempt);
            onSlotFree.run();
        }
    }
}
