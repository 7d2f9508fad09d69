package dev.gantry.engine.jobs;

import dev.gantry.engine.catalog.JobDefinition;
import dev.gantry.schema.InvalidParamsException;
import dev.gantry.schema.UnreadableJsonException;
import dev.gantry.store.NewRun;
import dev.gantry.store.Submission;
import java.util.concurrent.CompletableFuture;

/** Takes runs in, for whoever submits them. Thread-safe. */
public interface Intake {

    /**
     * Complete params with defaults and check them.
     *
     * @param body JSON in UTF-8; empty is the same as {@code {}}
     * @return the params as a store keeps them
     * @throws UnreadableJsonException if the body is no JSON
     * @throws InvalidParamsException if the params break the schema, with every fault
     */
    String complete(JobDefinition job, byte[] body) throws UnreadableJsonException, InvalidParamsException;

    /**
     * Submit a run, unless too many are queued.
     *
     * @return fails with a {@code QueueFullException} in that case
     */
    CompletableFuture<Submission> take(NewRun run);
}
