package dev.gantry.engine.jobs;

import static java.util.Objects.requireNonNull;

import dev.gantry.store.LeaseRef;
import dev.gantry.store.RunOptions;
import java.util.Optional;

/**
 * A run to be queued, with nothing left to be inherited.
 *
 * @param job the path of the job, without a slash at either end, or its job type
 * @param params the params as JSON text, not yet checked nor completed
 * @param options the rest that was said; priority and moment included
 * @param setup the run's config and target
 * @param by the attempt that queues it, whose run becomes its parent; absent: somebody outside
 */
public record QueueOrder(String job, String params, RunOptions options, RunSetup setup, Optional<LeaseRef> by) {

    public QueueOrder {
        requireNonNull(job, "job is null");
        requireNonNull(params, "params is null");
        requireNonNull(options, "options is null");
        requireNonNull(setup, "setup is null");
        requireNonNull(by, "by is null");
    }
}
