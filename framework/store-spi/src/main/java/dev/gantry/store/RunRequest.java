package dev.gantry.store;

import static java.util.Objects.requireNonNull;

import java.util.UUID;

/**
 * What was asked for: the part of a run that never changes.
 *
 * @param uuid the identity of the run, chosen by the one who submits
 * @param path the path of the job in the tree, without a slash at either end: {@code examples/fizz_buzz}
 * @param jobType the job's type: {@code examples_fizz_buzz}
 * @param options what was said besides the params
 * @param origin its address and parent
 */
public record RunRequest(UUID uuid, String path, String jobType, RunOptions options, Origin origin) {

    public RunRequest {
        requireNonNull(uuid, "uuid is null");
        requireNonNull(path, "path is null");
        requireNonNull(jobType, "jobType is null");
        requireNonNull(options, "options is null");
        requireNonNull(origin, "origin is null");
    }

    /** Ask for a run without an address. */
    public RunRequest(UUID uuid, String path, String jobType, RunOptions options) {
        this(uuid, path, jobType, options, Origin.NONE);
    }

    /** The first segment of the path: the root branch under which the run is shown. */
    public String root() {
        int slash = path.indexOf('/');
        return slash < 0 ? path : path.substring(0, slash);
    }
}
