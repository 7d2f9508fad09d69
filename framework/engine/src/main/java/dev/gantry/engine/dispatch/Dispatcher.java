package dev.gantry.engine.dispatch;

import dev.gantry.engine.catalog.JobCatalog;
import dev.gantry.engine.catalog.JobDefinition;
import dev.gantry.engine.execution.AttemptRunner;
import dev.gantry.engine.time.Machine;
import dev.gantry.engine.time.Timers;
import dev.gantry.store.Claim;
import dev.gantry.store.ClaimRequest;
import dev.gantry.store.LeaseRef;
import dev.gantry.store.RunStore;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Fetches due runs whenever there are free slots and a reason to look.
 *
 * <p>Reasons are a run that became due, a slot that became free, a change of the catalog. However many come at once, one
 * claim is under way at a time, and at least one follows the last reason.
 *
 * <p>While runs are so short that slots would stand empty during a claim, more are claimed than there are free slots; they
 * wait here for 40 ms at most, in the order of the claims, and count as RUNNING meanwhile. So a run of higher priority
 * that is submitted just then may begin after those that were claimed before it, and after nothing else. Should the worker
 * die, those that waited count as killed, since nobody knows that they had not begun; so runs that have had an error, or that
 * a first one ends, are claimed only when there is a slot for them: no run fails by that without having begun. Thread-safe.
 */
public final class Dispatcher implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(Dispatcher.class);
    private static final Duration AFTER_FAILURE = Duration.ofSeconds(1);

    /** How long a due run may go unnoticed after the clock stepped forward, which no timer notices. */
    private static final Duration LONGEST_REST = Duration.ofMinutes(1);

    private static final Timers.Timer NONE = () -> {};

    private final WorkerSettings settings;
    private final JobCatalog catalog;
    private final RunStore store;
    private final Timers timers;
    private final AttemptRunner runner;
    private final Foresight foresight;
    private final AtomicInteger reasons = new AtomicInteger();

    private volatile boolean taking;
    private CompletableFuture<Void> round = CompletableFuture.completedFuture(null);
    private Timers.Timer wakeUp = NONE;

    /**
     * Make one; it takes nothing until {@link #take()}.
     *
     * @param runner executes what is fetched
     */
    public Dispatcher(
            WorkerSettings settings, JobCatalog catalog, RunStore store, Machine machine, AttemptRunner runner) {
        this.settings = settings;
        this.catalog = catalog;
        this.store = store;
        this.timers = machine.timers();
        this.runner = runner;
        this.foresight = new Foresight(machine.wall(), settings.slots());
    }

    /** Take runs from now on. */
    public void take() {
        taking = true;
        look();
    }

    /**
     * Take no more runs. Those that have begun go on, also those that a claim under way still brings and that have a slot;
     * those that wait for one are given back.
     */
    public void drain() {
        synchronized (this) {
            taking = false;
        }
        runner.giveBackWaiting();
    }

    /** Complete once no claim is under way any more, and what the last one brought has begun. */
    public synchronized CompletableFuture<Void> settled() {
        return round.copy();
    }

    /** Whether runs are taken. */
    public boolean taking() {
        return taking;
    }

    /** There is a reason to look for due runs. */
    public void look() {
        if (reasons.getAndIncrement() == 0) {
            claimWhileThereAreReasons();
        }
    }

    /** What came up while a claim was under way is one more reason to look. */
    private void claimWhileThereAreReasons() {
        boolean more = true;
        while (more) {
            int seen = reasons.get();
            CompletableFuture<Void> claim = claim();
            if (!claim.isDone()) {
                var unused = claim.whenComplete((done, failure) -> {
                    if (reasons.addAndGet(-seen) > 0) {
                        claimWhileThereAreReasons();
                    }
                });
                return;
            }
            // A store that answers at once is asked again from here, since the stack is not endless.
            more = reasons.addAndGet(-seen) > 0;
        }
    }

    /** Complete once what was claimed is taken. */
    private CompletableFuture<Void> claim() {
        List<LeaseRef> resuming = runner.resuming();
        int room = room(resuming.isEmpty());
        if (room <= 0 || !beginRound()) {
            // Who wanted a slot again may have given up meanwhile.
            runner.beginWaiting(List.of());
            return CompletableFuture.completedFuture(null);
        }
        foresight.asked(runner.ended());
        boolean takes = taking;
        return store.claim(takes ? wish(room, resuming) : wishOfThoseWhoWait(room, resuming))
                .handle((claims, failure) -> {
                    foresight.answered(runner.free() > 0 && runner.waiting() == 0, runner.givenBack());
                    if (failure == null) {
                        claims.resumed().forEach(runner::resumed);
                        claims.claims().forEach(this::take);
                        wakeIn(claims.nextDueIn());
                    } else {
                        log.warn("no runs can be claimed; trying again in {}: {}", AFTER_FAILURE, failure.toString());
                        wakeIn(Optional.of(AFTER_FAILURE));
                    }
                    if (!takes) {
                        runner.giveBackWaiting();
                    }
                    runner.beginWaiting(resuming);
                    if (!taking) {
                        runner.giveBackWaiting();
                    }
                    return (Void) null;
                })
                .whenComplete((begun, failure) -> endRound());
    }

    /** How many runs there is use for. What wants a slot again needs a free one, so that nothing is claimed ahead then. */
    private int room(boolean noneResumes) {
        int free = runner.free();
        if (!taking || !noneResumes) {
            return free;
        }
        int ahead = foresight.ahead(runner.ended());
        int waiting = runner.waiting();
        boolean enough = free == 0 && waiting > ahead / 2;
        return enough ? 0 : free + ahead - waiting;
    }

    private ClaimRequest wish(int room, List<LeaseRef> resuming) {
        // Without any job too: a run that was cancelled under a worker that died is ended by the next claim of anybody.
        return wish(room, limits(catalog.current().limits()), resuming);
    }

    /**
     * A worker that takes no runs still goes on with those that it has, as far as other workers leave room. To ask for that
     * is to ask for runs of these jobs, so what it is given besides it gives back.
     */
    private ClaimRequest wishOfThoseWhoWait(int room, List<LeaseRef> resuming) {
        return wish(Math.min(room, resuming.size()), limits(runner.limitsOf(resuming)), resuming);
    }

    private ClaimRequest wish(int room, Map<String, Integer> limits, List<LeaseRef> resuming) {
        int atOnce = Math.min(room, Math.max(0, runner.free()));
        ClaimRequest.Ahead ahead =
                new ClaimRequest.Ahead(room - atOnce, catalog.current().bearingAnError());
        return new ClaimRequest(settings.name(), atOnce, ahead, settings.lease(), limits, resuming, runner.leases());
    }

    private synchronized boolean beginRound() {
        boolean wanted = taking || !runner.resuming().isEmpty();
        if (wanted) {
            round = new CompletableFuture<>();
        }
        return wanted;
    }

    private void endRound() {
        CompletableFuture<Void> ended;
        synchronized (this) {
            ended = round;
        }
        ended.complete(null);
    }

    /** A thread that was left behind still does the work of its job, so it counts against the job's limit. */
    private Map<String, Integer> limits(Map<String, Integer> ofJobs) {
        if (runner.leftBehind(jobType -> true) == 0) {
            return ofJobs;
        }
        Map<String, Integer> limits = new HashMap<>(ofJobs);
        limits.replaceAll((jobType, limit) ->
                limit == Integer.MAX_VALUE ? limit : Math.max(0, limit - runner.leftBehind(jobType::equals)));
        return limits;
    }

    /** Whatever goes wrong with one run must not keep the others from being claimed. */
    private void take(Claim claim) {
        try {
            Optional<JobDefinition> job =
                    catalog.current().jobOfType(claim.run().jobType());
            job.ifPresentOrElse(found -> runner.take(found, claim), () -> runner.giveBack(claim));
        } catch (RuntimeException | Error e) {
            log.error("run {} cannot be begun; it is queued again", claim.run().uuid(), e);
            runner.giveBack(claim);
        }
    }

    private synchronized void wakeIn(Optional<Duration> time) {
        wakeUp.cancel();
        wakeUp = time.map(rest -> timers.after(rest.compareTo(LONGEST_REST) < 0 ? rest : LONGEST_REST, this::look))
                .orElse(NONE);
    }

    @Override
    public void close() {
        drain();
        wakeIn(Optional.empty());
    }
}
