package dev.gantry.client;

import static java.util.Objects.requireNonNull;

/**
 * One of many runs to be submitted.
 *
 * @param params what Jackson writes as a JSON object: a record, a map, a tree
 * @param options what is said besides
 */
public record RunItem(Object params, SubmitOptions options) {

    public RunItem {
        requireNonNull(params, "params is null");
        requireNonNull(options, "options is null");
    }

    /** A run of which nothing is said but its params. */
    public RunItem(Object params) {
        this(params, SubmitOptions.NONE);
    }
}
