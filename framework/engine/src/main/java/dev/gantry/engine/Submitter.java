package dev.gantry.engine;

import dev.gantry.engine.catalog.JobDefinition;
import dev.gantry.engine.jobs.Intake;
import dev.gantry.schema.InvalidParamsException;
import dev.gantry.schema.JobInput;
import dev.gantry.schema.UnreadableJsonException;
import dev.gantry.store.NewRun;
import dev.gantry.store.RunOptions;
import dev.gantry.store.RunRequest;
import dev.gantry.store.RunStore;
import dev.gantry.store.Submission;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Turns what a client sends into a run in the store. */
final class Submitter implements Intake {

    private final RunStore store;
    private final RunIds ids;
    private final long maxQueued;

    Submitter(RunStore store, InstantSource clock, long maxQueued) {
        this.store = store;
        this.ids = new RunIds(clock);
        this.maxQueued = maxQueued;
    }

    CompletableFuture<Submission> submit(JobDefinition job, byte[] body, RunOptions options)
            throws UnreadableJsonException, InvalidParamsException {
        String params = complete(job, body);
        RunRequest request = new RunRequest(ids.next(), job.path(), job.jobType(), options);
        CompletableFuture<Submission> submitted = take(new NewRun(request, params));
        return options.idempotencyKey()
                .map(key -> submitted.thenApplyAsync(submission -> checked(submission, key, params)))
                .orElse(submitted);
    }

    @Override
    public String complete(JobDefinition job, byte[] body) throws UnreadableJsonException, InvalidParamsException {
        return job.params().complete(JobInput.parse(body));
    }

    @Override
    public CompletableFuture<Submission> take(NewRun run) {
        long queued =
                store.queued().values().stream().mapToLong(Long::longValue).sum();
        if (queued >= maxQueued) {
            return CompletableFuture.failedFuture(new QueueFullException(queued, maxQueued));
        }
        return store.submit(List.of(run)).thenApply(submissions -> submissions.get(0));
    }

    private Submission checked(Submission submission, String key, String params) {
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
