package dev.gantry.engine;

import dev.gantry.engine.catalog.JobDefinition;
import dev.gantry.engine.jobs.Intake;
import dev.gantry.engine.time.Machine;
import dev.gantry.schema.InvalidParamsException;
import dev.gantry.schema.JobInput;
import dev.gantry.schema.UnreadableJsonException;
import dev.gantry.store.NewRun;
import dev.gantry.store.RunOptions;
import dev.gantry.store.RunRequest;
import dev.gantry.store.RunStore;
import dev.gantry.store.Submission;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/** Turns what a client sends into a run in the store. */
final class Submitter implements Intake {

    private final RunStore store;
    private final RunIds ids;
    private final Executor threads;
    private final long maxQueued;

    Submitter(RunStore store, Machine machine, long maxQueued) {
        this.store = store;
        this.ids = new RunIds(machine.timers(), machine.random());
        this.threads = machine.threads().shared();
        this.maxQueued = maxQueued;
    }

    CompletableFuture<Submission> submit(JobDefinition job, byte[] body, RunOptions options)
            throws UnreadableJsonException, InvalidParamsException {
        String params = complete(job, body);
        CompletableFuture<Submission> submitted = take(newRun(job, params, options));
        return options.idempotencyKey()
                .map(key -> submitted.thenApplyAsync(submission -> checked(submission, key, params), threads))
                .orElse(submitted);
    }

    @Override
    public String complete(JobDefinition job, byte[] body) throws UnreadableJsonException, InvalidParamsException {
        return job.params().complete(JobInput.parse(body));
    }

    @Override
    public CompletableFuture<Submission> take(NewRun run) {
        List<NewRun> alone = List.of(run);
        try {
            expectRoomFor(alone);
        } catch (QueueFullException e) {
            return CompletableFuture.failedFuture(e);
        }
        return store(alone).thenApply(submissions -> submissions.get(0));
    }

    /**
     * Make sure that runs may be queued.
     *
     * @throws QueueFullException if they may not
     */
    void expectRoomFor(List<NewRun> runs) {
        long queued = store.queuedInAll();
        if (queued + runs.size() > maxQueued && queued + countNew(runs) > maxQueued) {
            throw new QueueFullException(queued, maxQueued);
        }
    }

    /** What was accepted once is answered so each time, however full the queue is now. */
    private long countNew(List<NewRun> runs) {
        Set<String> keys = new HashSet<>();
        return runs.stream()
                .map(NewRun::request)
                .filter(request -> request.options()
                        .idempotencyKey()
                        .map(key ->
                                keys.add(key) && store.find(request.path(), key).isEmpty())
                        .orElse(true))
                .count();
    }

    /** Have the store take runs; whether there is room for them is another question. */
    CompletableFuture<List<Submission>> store(List<NewRun> runs) {
        return store.submit(runs);
    }

    NewRun newRun(JobDefinition job, String params, RunOptions options) {
        return new NewRun(new RunRequest(ids.next(), job.path(), job.jobType(), options), params);
    }

    /** Executes what reads the store. */
    Executor threads() {
        return threads;
    }

    /** Refuse a submission whose key was used for something else. Reads the store, so on no thread of the store. */
    Submission checked(Submission submission, String key, String params) {
        boolean clash = !submission.created()
                && !store.body(submission.run().uuid())
                        .map(body -> body.params().equals(params))
                        .orElse(true);
        if (clash) {
            throw new IdempotencyClashException(key, submission.run().uuid());
        }
        return submission;
    }
}
