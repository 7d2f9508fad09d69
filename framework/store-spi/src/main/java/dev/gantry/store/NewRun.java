package dev.gantry.store;

import static java.util.Objects.requireNonNull;

/**
 * A run to be submitted.
 *
 * @param request what is asked for
 * @param params the input as JSON text
 */
public record NewRun(RunRequest request, String params) {

    public NewRun {
        requireNonNull(request, "request is null");
        requireNonNull(params, "params is null");
    }
}
