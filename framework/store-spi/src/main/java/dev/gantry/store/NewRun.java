package dev.gantry.store;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/**
 * A run to be submitted.
 *
 * @param request what is asked for
 * @param params the input as JSON text
 * @param by the attempt that submits it, if it is one; it must still hold its run, and that must not be cancelled
 */
public record NewRun(RunRequest request, String params, Optional<LeaseRef> by) {

    public NewRun {
        requireNonNull(request, "request is null");
        requireNonNull(params, "params is null");
        requireNonNull(by, "by is null");
    }

    /** A run that is not submitted by an attempt. */
    public NewRun(RunRequest request, String params) {
        this(request, params, Optional.empty());
    }
}
