package dev.gantry.engine.jobs;

import dev.gantry.job.JobApiException;
import dev.gantry.store.LeaseLostException;
import dev.gantry.store.StoreUnavailableException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;

/** What a store refuses, as the Job API says it. */
final class Refusals {

    private Refusals() {}

    /** The same future, failing with what the Job API says of its failure. */
    static <T> CompletableFuture<T> of(CompletableFuture<T> future) {
        return future.exceptionally(failure -> {
            throw of(failure);
        });
    }

    /** What the Job API says of a failure. */
    static RuntimeException of(Throwable failure) {
        Throwable cause = failure;
        while ((cause instanceof CompletionException || cause instanceof ExecutionException)
                && cause.getCause() != null) {
            cause = cause.getCause();
        }
        if (cause instanceof LeaseLostException lost) {
            return new JobApiException(410, lost.getMessage(), lost);
        }
        if (cause instanceof RuntimeException known) {
            return known;
        }
        if (cause instanceof Error error) {
            throw error;
        }
        return new IllegalStateException(cause.getMessage(), cause);
    }

    /** What a job is told of a failure: always something with a code. */
    static RuntimeException toldToJob(Throwable failure) {
        RuntimeException refusal = of(failure);
        return refusal instanceof StoreUnavailableException
                ? new JobApiException(503, refusal.getMessage(), refusal)
                : refusal;
    }
}
