package dev.gantry.store;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/**
 * The bulky part of a run.
 *
 * @param params the input, as JSON text
 * @param data what the run produced so far, as JSON text
 */
public record RunBody(String params, Optional<String> data) {

    public RunBody {
        requireNonNull(params, "params is null");
        requireNonNull(data, "data is null");
    }
}
