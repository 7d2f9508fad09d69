package dev.gantry.store;

import static java.util.Objects.requireNonNull;

import java.time.Instant;

/**
 * Which worker owns a running run, and until when.
 *
 * @param worker the name of the worker
 * @param fence rises with every claim of the run; a write under an older one is refused
 * @param until when the lease runs out, by the store's clock
 */
public record Lease(String worker, long fence, Instant until) {

    public Lease {
        requireNonNull(worker, "worker is null");
        requireNonNull(until, "until is null");
    }
}
