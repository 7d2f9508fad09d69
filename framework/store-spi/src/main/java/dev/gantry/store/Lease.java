package dev.gantry.store;

import static java.util.Objects.requireNonNull;

import java.time.Instant;

/**
 * Which worker owns a running run, and until when.
 *
 * @param worker the name of the worker
 * @param fence rises with every claim of the run; a write under an older one is refused
 * @param until when the lease runs out, by the store's clock
 * @param parked whether the run waits for others, so that it does not count against the limit of its job
 */
public record Lease(String worker, long fence, Instant until, boolean parked) {

    public Lease {
        requireNonNull(worker, "worker is null");
        requireNonNull(until, "until is null");
    }

    /** A lease of a run that is executed. */
    public Lease(String worker, long fence, Instant until) {
        this(worker, fence, until, false);
    }
}
