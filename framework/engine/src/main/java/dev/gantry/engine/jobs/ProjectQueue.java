package dev.gantry.engine.jobs;

import dev.gantry.engine.catalog.Catalog;
import dev.gantry.engine.catalog.JobCatalog;
import dev.gantry.engine.catalog.JobDefinition;
import dev.gantry.engine.time.Machine;
import dev.gantry.engine.trail.AttemptEvents;
import dev.gantry.job.ClashException;
import dev.gantry.job.JobApiException;
import dev.gantry.schema.InvalidParamsException;
import dev.gantry.schema.PlainJson;
import dev.gantry.schema.UnreadableJsonException;
import dev.gantry.store.LeaseRef;
import dev.gantry.store.LogLine;
import dev.gantry.store.NewRun;
import dev.gantry.store.Origin;
import dev.gantry.store.Run;
import dev.gantry.store.RunAddress;
import dev.gantry.store.RunRequest;
import dev.gantry.store.RunState;
import dev.gantry.store.RunStore;
import dev.gantry.store.Submission;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

/** Queues runs at addresses, once each, and again when they failed. Thread-safe. */
final class ProjectQueue {

    private final RunStore store;
    private final JobCatalog catalog;
    private final Machine machine;
    private final Intake intake;
    private final Turns turns;

    ProjectQueue(RunStore store, JobCatalog catalog, Machine machine, Intake intake) {
        this.store = store;
        this.catalog = catalog;
        this.machine = machine;
        this.turns = new Turns(machine.threads().shared());
        this.intake = intake;
    }

    /** See {@link ProjectRuns#queue}. */
    CompletableFuture<Submission> queue(UUID uuid, RunAddress address, QueueOrder order)
            throws UnreadableJsonException, InvalidParamsException {
        JobDefinition job = job(order.job());
        String params = intake.complete(job, order.params().getBytes(StandardCharsets.UTF_8));
        Optional<Run> there = store.find(uuid);
        if (there.isPresent()) {
            return Refusals.of(CompletableFuture.completedFuture(there.get())
                    .thenApply(run -> same(new Submission(run, false), address, job, params)));
        }
        Origin origin = new Origin(
                Optional.of(address),
                order.by().map(LeaseRef::uuid),
                order.setup().json());
        RunRequest request = new RunRequest(uuid, job.path(), job.jobType(), order.options(), origin);
        CompletableFuture<Submission> taken = intake.take(new NewRun(request, params, order.by()));
        // What was there before has to be read, and the store's thread must not wait for a disk.
        return Refusals.of(taken.thenCompose(submission -> submission.created()
                ? CompletableFuture.completedFuture(submission)
                : CompletableFuture.supplyAsync(
                        () -> same(submission, address, job, params),
                        machine.threads().shared())));
    }

    private JobDefinition job(String name) {
        Catalog jobs = catalog.current();
        return jobs.job(name).or(() -> jobs.jobOfType(name)).orElseThrow(() -> noSuchJob(name));
    }

    /** The refusal of a job that nobody knows. */
    static JobApiException noSuchJob(String name) {
        return new JobApiException(
                404,
                "there is no job \"%s\"; expected the path or the type of a job of this server, as %s"
                        .formatted(name, "GET /branches and what follows shows them"));
    }

    private Submission same(Submission there, RunAddress address, JobDefinition job, String params) {
        Run run = there.run();
        boolean sameJob = run.request().path().equals(job.path());
        if (sameJob && sameParams(run.uuid(), job, params)) {
            return there;
        }
        throw new ClashException(
                run.uuid().toString(),
                "%s is run %s of %s, queued at %s, with other %s; choose another job id, or queue it with the same job and params"
                        .formatted(
                                address,
                                run.uuid(),
                                run.request().path(),
                                run.createdAt(),
                                sameJob ? "params" : "job"));
    }

    /** Params that were stored before the job got a new default are the same with it. */
    private boolean sameParams(UUID uuid, JobDefinition job, String params) {
        return store.body(uuid)
                .map(body -> body.params().equals(params) || sameJson(completed(job, body.params()), params))
                .orElse(true);
    }

    private String completed(JobDefinition job, String stored) {
        try {
            return intake.complete(job, stored.getBytes(StandardCharsets.UTF_8));
        } catch (UnreadableJsonException | InvalidParamsException e) {
            return stored;
        }
    }

    private static boolean sameJson(String stored, String params) {
        try {
            return PlainJson.read(stored).equals(PlainJson.read(params));
        } catch (UnreadableJsonException e) {
            throw new IllegalStateException("params that were accepted are JSON", e);
        }
    }

    /** See {@link ProjectRuns#retry}. */
    CompletableFuture<Run> retry(UUID uuid, RunAddress address, int attempts, Optional<LeaseRef> by) {
        return Refusals.of(turns.take(uuid, () -> retryNow(uuid, address, attempts, by)));
    }

    private CompletableFuture<Run> retryNow(UUID uuid, RunAddress address, int attempts, Optional<LeaseRef> by) {
        Run run = store.find(uuid).orElseThrow(() -> notQueued(address));
        boolean failed = List.of(RunState.FAILED, RunState.CANCELLED).contains(run.state());
        if (!failed || run.standing().attempts() != attempts) {
            return CompletableFuture.completedFuture(run);
        }
        return store.retry(uuid, LogLine.event(machine.timers().instant(), AttemptEvents.QUEUED_AGAIN), by)
                .thenApply(submission -> submission.map(Submission::run).orElseThrow(() -> notQueued(address)));
    }

    static JobApiException notQueued(RunAddress address) {
        return new JobApiException(
                404, "there is no run %s: nobody has queued it, or it is no longer kept".formatted(address));
    }
}
