package dev.gantry.engine;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gantry.engine.catalog.JobDefinition;
import dev.gantry.schema.InvalidParamsException;
import dev.gantry.store.NewRun;
import dev.gantry.store.RunOptions;
import dev.gantry.store.Submission;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * Many runs of one job on their way to the store together; what is wrong with one concerns no other. Each is checked when
 * it is added, and of what was added only the checked params are kept. For one use by one thread.
 */
public final class RunLot {

    /** Enough to make little of a force's share in each, and few enough that other submits do not wait for long. */
    private static final int RUNS_PER_WRITE = 1_000;

    private final JobDefinition job;
    private final Submitter submitter;
    private final List<NewRun> runs = new ArrayList<>();
    private final List<Optional<SubmitResult>> refusals = new ArrayList<>();

    RunLot(JobDefinition job, Submitter submitter) {
        this.job = job;
        this.submitter = submitter;
    }

    /** Add a run: complete its params with defaults and check them. */
    public void add(JsonNode params, RunOptions options) {
        try {
            runs.add(submitter.newRun(job, job.params().complete(params), options));
            refusals.add(Optional.empty());
        } catch (InvalidParamsException e) {
            refuse(e);
        }
    }

    /** Add what is no run, because it was found wanting already; among the results it has its place. */
    public void refuse(Exception why) {
        refusals.add(Optional.of(new SubmitResult.Refused(why)));
    }

    /** How many were added, whatever became of them. */
    public int size() {
        return refusals.size();
    }

    /**
     * Submit the runs.
     *
     * @return one result for each that was added, in order, once all runs are durable; fails with a
     *     {@link QueueFullException}, and submits none, if that many more may not be queued, not counting those that were
     *     accepted before under their key; if it fails in another way, some of the runs may have been submitted
     */
    public CompletableFuture<List<SubmitResult>> submit() {
        try {
            submitter.expectRoomFor(runs);
        } catch (QueueFullException e) {
            return CompletableFuture.failedFuture(e);
        }
        List<CompletableFuture<List<Submission>>> writes = new ArrayList<>();
        for (int from = 0; from < runs.size(); from += RUNS_PER_WRITE) {
            writes.add(submitter.store(List.copyOf(runs.subList(from, Math.min(from + RUNS_PER_WRITE, runs.size())))));
        }
        CompletableFuture<Void> written = CompletableFuture.allOf(writes.toArray(CompletableFuture<?>[]::new));
        boolean keyed = runs.stream()
                .anyMatch(run -> run.request().options().idempotencyKey().isPresent());
        return keyed
                ? written.thenApplyAsync(done -> results(writes), submitter.threads())
                : written.thenApply(done -> results(writes));
    }

    private List<SubmitResult> results(List<CompletableFuture<List<Submission>>> writes) {
        Iterator<Submission> submissions =
                writes.stream().flatMap(write -> write.join().stream()).iterator();
        Iterator<NewRun> submitted = runs.iterator();
        return refusals.stream()
                .map(refusal -> refusal.orElseGet(() -> result(submitted.next(), submissions.next())))
                .toList();
    }

    private SubmitResult result(NewRun run, Submission submission) {
        try {
            return new SubmitResult.Taken(
                    run.request().options().idempotencyKey().isEmpty()
                            ? submission
                            : submitter.checked(
                                    submission,
                                    run.request().options().idempotencyKey().get(),
                                    run.params()));
        } catch (IdempotencyClashException e) {
            return new SubmitResult.Refused(e);
        }
    }
}
