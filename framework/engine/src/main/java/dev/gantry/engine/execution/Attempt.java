package dev.gantry.engine.execution;

import dev.gantry.engine.catalog.JobDefinition;
import dev.gantry.engine.jobs.LiveJobs;
import dev.gantry.engine.time.Timers;
import dev.gantry.job.BaseJob;
import dev.gantry.job.RunResult;
import dev.gantry.job.Verdict;
import dev.gantry.schema.InvalidParamsException;
import dev.gantry.store.Claim;
import dev.gantry.store.Completion;
import dev.gantry.store.Ending;
import dev.gantry.store.LeaseRef;
import dev.gantry.store.RunUpdate;
import dev.gantry.store.worker.WorkerReport;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/**
 * One try at a run, from the claim to its ending.
 *
 * <p>It ends exactly once: on its own thread when the job's code is done, or on a timer's thread when the job does not
 * react to interrupts. Whoever comes second changes nothing.
 */
final class Attempt {

    private final Claim claim;
    private final JobDefinition job;
    private final Workshop workshop;
    private final RunRecorder recorder;
    private final RunNarrator narrator;
    private final StopSwitch stopSwitch;
    private final OfferedJobs jobs;
    private final LiveRunContext context;
    private final LeaseRef lease;
    private final AtomicBoolean ended = new AtomicBoolean();
    private final AtomicReference<Timers.Timer> timeout = new AtomicReference<>(() -> {});

    private volatile Optional<BaseJob<Record, Object>> instance = Optional.empty();
    private final AtomicReference<Optional<Attempt>> successor = new AtomicReference<>(Optional.empty());

    Attempt(Claim claim, JobDefinition job, Workshop workshop) {
        this.claim = claim;
        this.lease = new LeaseRef(claim.run().uuid(), claim.fence());
        this.job = job;
        this.workshop = workshop;
        this.recorder = new RunRecorder(claim.run().uuid(), claim.fence(), workshop.flusher()::add);
        this.narrator = new RunNarrator(recorder, workshop.timers(), LoggerFactory.getLogger(job.className()));
        this.stopSwitch = new StopSwitch(workshop.wall(), workshop.settings(), this::leaveBehind);
        this.jobs = new OfferedJobs(this::newJobs);
        this.context = new LiveRunContext(
                claim,
                job,
                new LiveRunContext.Tools(
                        recorder,
                        narrator,
                        stopSwitch,
                        this::armTimeout,
                        () -> workshop.folders().folderOf(claim.run().uuid()),
                        jobs::get,
                        workshop.settings().maxDataBytes()));
    }

    private LiveJobs newJobs() {
        AttemptSlot slot = workshop.desk().slotOf(lease, stopSwitch);
        return workshop.jobs().apply(new AttemptCaller(claim, job, narrator, stopSwitch, slot));
    }

    LeaseRef lease() {
        return lease;
    }

    WorkerReport.Running running() {
        return new WorkerReport.Running(
                claim.run().uuid(), job.jobType(), claim.run().stamp().updatedAt());
    }

    JobDefinition job() {
        return job;
    }

    void stop(StopReason reason) {
        stopSwitch.stop(reason);
    }

    /** Stop because the server stops; if it is this job that stops it, that is an error of the job. */
    void stopForServer() {
        stopSwitch.stop(stopSwitch.endsProcess() ? StopReason.ENDS_SERVER : StopReason.SERVER_STOP);
    }

    /**
     * Never begin, whatever it is told from now on.
     *
     * @param how what becomes of the run
     */
    Completion withdrawn(Ending how) {
        ended.set(true);
        stopSwitch.neverEnter();
        return new Completion(RunUpdate.nothing(lease.uuid(), lease.fence()), how);
    }

    /** The attempt that has the slot of this one, which has ended; whoever takes it here has to begin it. */
    Optional<Attempt> takeSuccessor() {
        return successor.getAndSet(Optional.empty());
    }

    /** Execute the job; on a thread of its plugin, which has the name of the run from then on. */
    void execute() {
        Thread.currentThread().setName(context.logId());
        MDC.put("run", claim.run().uuid().toString());
        MDC.put("jobType", claim.run().jobType());
        Optional<Ending> ending = Optional.empty();
        stopSwitch.enter();
        try (OutputRouter.Capture printed = OutputRouter.capture(narrator::printed)) {
            armTimeout();
            ending = endingOf(outcome());
        } finally {
            stopSwitch.leave();
            timeout.get().cancel();
            MDC.clear();
            end(ending);
        }
    }

    private AttemptOutcome outcome() {
        if (claim.abandoned()) {
            return new AttemptOutcome.Died();
        }
        try {
            Record params = job.params().bind(claim.body().params());
            RunResult result = newJob().run(params, context);
            Optional<StopReason> stopped = stopSwitch.reason().filter(reason -> stopSwitch.noticed());
            return stopped.<AttemptOutcome>map(reason -> new AttemptOutcome.Stopped(reason, false))
                    .orElseGet(() -> new AttemptOutcome.Returned(result));
        } catch (InvalidParamsException e) {
            return new AttemptOutcome.Misfit("the params no longer fit the job, which has changed: " + e.getMessage());
        } catch (Throwable thrown) {
            return stopSwitch
                    .reason()
                    .<AttemptOutcome>map(reason -> new AttemptOutcome.Stopped(reason, false))
                    .orElseGet(() -> new AttemptOutcome.Threw(thrown));
        }
    }

    @SuppressWarnings("unchecked")
    private BaseJob<Record, Object> newJob() throws Throwable {
        BaseJob<Record, Object> made = (BaseJob<Record, Object>) job.newJob();
        instance = Optional.of(made);
        return made;
    }

    private Optional<Ending> endingOf(AttemptOutcome outcome) {
        if (outcome instanceof AttemptOutcome.Stopped stopped && stopped.reason() == StopReason.LOST) {
            return Optional.empty();
        }
        EndingRules rules = new EndingRules(job.policy(), workshop.timers(), recorder, this::askJob);
        return Optional.of(rules.ending(outcome, context.errorCount()));
    }

    private Verdict askJob(int errors, Throwable cause) {
        context.errorsCounted(errors);
        try {
            BaseJob<Record, Object> asked = instance.isPresent() ? instance.get() : newJob();
            return asked.afterBreak(context, cause);
        } catch (Throwable thrown) {
            narrator.warning("afterBreak failed, so the run is given up: " + ThrownText.headline(thrown));
            return Verdict.GIVE_UP;
        }
    }

    /** The thread does not react. Its job is not asked for a verdict: its instance is busy. */
    private void leaveBehind() {
        // Noted before the attempt ends, so that a thread that comes back just now finds itself noted.
        workshop.desk().leftBehind(this);
        if (!ended.compareAndSet(false, true)) {
            workshop.desk().cameBack(this);
            return;
        }
        StopReason reason = stopSwitch.reason().orElseThrow();
        EndingRules rules =
                new EndingRules(job.policy(), workshop.timers(), recorder, (errors, cause) -> defaultVerdict(errors));
        try {
            finish(
                    reason == StopReason.LOST
                            ? Optional.empty()
                            : Optional.of(
                                    rules.ending(new AttemptOutcome.Stopped(reason, true), context.errorCount())));
        } finally {
            takeSuccessor().ifPresent(workshop.desk()::begin);
        }
    }

    private Verdict defaultVerdict(int errors) {
        return errors >= job.policy().maxErrors() ? Verdict.GIVE_UP : Verdict.RESTART;
    }

    private void end(Optional<Ending> ending) {
        if (ended.compareAndSet(false, true)) {
            finish(ending);
        } else {
            workshop.desk().cameBack(this);
        }
    }

    private void finish(Optional<Ending> ending) {
        try {
            jobs.close();
        } finally {
            // Whatever became of those who were told of changes, the slot is free and the run has its ending.
            successor.set(workshop.desk().slotFree(this));
            recorder.seal(last -> workshop.desk().ended(this, ending.map(how -> new Completion(last, how))));
        }
    }

    private void armTimeout() {
        job.policy().timeout().ifPresent(this::armTimeout);
    }

    private void armTimeout(Duration limit) {
        timeout.getAndSet(workshop.timers().after(limit, () -> stop(StopReason.TIMED_OUT)))
                .cancel();
    }
}
