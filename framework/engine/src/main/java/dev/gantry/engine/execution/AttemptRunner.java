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
import java.time.Duration;
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
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Executes the runs that a worker was given, and knows which those are.
 *
 * <p>Thread-safe.
 */
public final class AttemptRunner implements AutoCloseable {

    private static final Duration GIVEN_BACK_FOR = Duration.ofSeconds(1);

    private final Machine machine;
    private final Map<LeaseRef, Attempt> held = new ConcurrentHashMap<>();
    private final Slots slots = new Slots();
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
     * @param machine what it works on; its real time ends with this
     * @param onSlotFree told whenever an attempt has given its slot back or wants it again
     * @param jobs makes the Job API of an attempt
     */
    public AttemptRunner(
            ExecutionSettings settings,
            RunStore store,
            Machine machine,
            Runnable onSlotFree,
            Function<Caller, LiveJobs> jobs) {
        this.machine = machine;
        this.store = store;
        this.onSlotFree = onSlotFree;
        this.completer = new Completer(store, machine.wall());
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

    /** Begin an attempt. If that cannot be done, the run is queued again. */
    public void start(JobDefinition job, Claim claim) {
        Attempt attempt = new Attempt(claim, job, workshop);
        held.put(attempt.lease(), attempt);
        slots.occupy(attempt.lease());
        boolean begun = false;
        try {
            stopIfCancelled(attempt);
            begun = job.realm().execute(attempt::execute);
        } finally {
            if (!begun) {
                slots.leave(attempt.lease());
                letGo(attempt);
                giveBack(claim);
            }
        }
    }

    /** A cancel that came between the claim and now was told when there was no attempt yet to be stopped. */
    private void stopIfCancelled(Attempt attempt) {
        LeaseRef lease = attempt.lease();
        store.find(lease.uuid())
                .filter(run -> run.heldUnder(lease.fence()) && run.standing().cancelRequested())
                .ifPresent(run -> attempt.stop(StopReason.CANCELLED));
    }

    /** Queue a run again that cannot be begun: its plugin has just gone, or there are no threads to be had. */
    public void giveBack(Claim claim) {
        RunUpdate nothing = RunUpdate.nothing(claim.run().uuid(), claim.fence());
        completer.complete(new Completion(nothing, new Ending.Again(GIVEN_BACK_FOR, false)), done -> {});
    }

    /** How many attempts occupy a slot. */
    public int executing() {
        return slots.occupied();
    }

    /** The runs whose attempts are under way, those included that gave their slot back while they wait. */
    public List<UUID> executingRuns() {
        return slots.runs();
    }

    /** The attempts that have waited enough and want a slot again, in the order of asking. */
    public List<LeaseRef> resuming() {
        return slots.resuming();
    }

    /** Of those, the ones that may go on as far as the limits of their jobs are known here. */
    public List<LeaseRef> resumable() {
        Map<String, Integer> left = new HashMap<>();
        slots.occupants().forEach(lease -> limited(lease, left));
        return slots.resuming().stream()
                .filter(lease -> limited(lease, left) >= 0)
                .toList();
    }

    /** Count an attempt, and yield how many more of its job are allowed. */
    private int limited(LeaseRef lease, Map<String, Integer> left) {
        Attempt attempt = held.get(lease);
        if (attempt == null) {
            return 0;
        }
        JobDefinition job = attempt.job();
        int limit = job.policy().concurrency();
        return left.merge(job.jobType(), limit - 1, (last, first) -> last - 1);
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
        held.forEach((lease, attempt) -> {
            if (renewal.lost().contains(lease)) {
                attempt.stop(StopReason.LOST);
            } else if (renewal.cancelled().contains(lease)) {
                attempt.stop(StopReason.CANCELLED);
            }
        });
    }

    /** Stop the attempt of a run, if there is one here, because the run was cancelled. */
    public void cancel(LeaseRef lease) {
        Optional.ofNullable(held.get(lease)).ifPresent(attempt -> attempt.stop(StopReason.CANCELLED));
    }

    /** Stop all attempts because the server stops; their runs are queued again at once. */
    public void stopForServer() {
        held.values().forEach(Attempt::stopForServer);
    }

    /** Stop all attempts because the worker was told to exit; their runs are queued again for later. */
    public void stopForWorkerExit() {
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
            return new AttemptSlot(attempt, slots, store, stopSwitch, onSlotFree, machine.threads());
        }

        @Override
        public void slotFree(Attempt attempt) {
            slots.leave(attempt.lease());
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
