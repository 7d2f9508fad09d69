package dev.gantry.engine.jobs;

import dev.gantry.job.JobApiException;
import dev.gantry.job.Jobs;
import java.net.URI;

/** The other servers that runs can queue runs on. Thread-safe. */
@FunctionalInterface
public interface Peers {

    /** No other servers: for where there is no network. */
    Peers NONE = (server, caller) -> {
        throw new JobApiException(
                501,
                "run %s names the server %s; here runs can only be queued on this server".formatted(caller, server));
    };

    /**
     * The Job API of another server, which inherits nothing: whoever queues there says all.
     *
     * @param server where it is reached, base path included
     * @param caller who calls, as {@code project/jobId}, to be named as the writer of a stash or file
     */
    Jobs at(URI server, String caller);
}
