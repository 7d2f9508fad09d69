package dev.gantry.store;

import static java.util.Objects.requireNonNull;

/**
 * A run that was given to a worker.
 *
 * @param run the run, RUNNING under the worker's new lease
 * @param body its params and data
 * @param abandoned whether it was taken from a worker whose lease had run out: that attempt died unrecorded
 */
public record Claim(Run run, RunBody body, boolean abandoned) {

    public Claim {
        requireNonNull(run, "run is null");
        requireNonNull(body, "body is null");
    }

    /** The fence under which the worker writes to the run. */
    public long fence() {
        return run.lease().orElseThrow().fence();
    }
}
