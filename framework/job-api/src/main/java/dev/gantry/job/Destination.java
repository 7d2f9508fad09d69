package dev.gantry.job;

import static java.util.Objects.requireNonNull;

import java.net.URI;
import java.util.Optional;

/**
 * Where a new run goes. Immutable; begin with {@link #IMPLICIT}.
 *
 * @param project the project; absent: {@code {this project}.spawned_NN}
 * @param jobId the job id, unique in its project; absent: one is made up
 * @param workers how many projects NN is chosen from, 1 to 99
 * @param api the server that is to execute it, base path included; absent: this one
 */
public record Destination(Optional<String> project, Optional<String> jobId, int workers, Optional<URI> api) {

    /** A made-up job id in one of four projects of this server. */
    public static final Destination IMPLICIT = new Destination(Optional.empty(), Optional.empty(), 4, Optional.empty());

    public Destination {
        requireNonNull(project, "project is null");
        requireNonNull(jobId, "jobId is null");
        requireNonNull(api, "api is null");
        if (workers < 1 || workers > 99) {
            throw new IllegalArgumentException("workers is %d; expected 1 to 99".formatted(workers));
        }
    }

    /** This, in a project. */
    public Destination project(String name) {
        requireNonNull(name, "the name of the project is null; expected one, or no call of project()");
        return new Destination(Optional.of(name), jobId, workers, api);
    }

    /** This, with a job id that was chosen beforehand: queueing it again finds the run that is there. */
    public Destination jobId(String id) {
        requireNonNull(id, "the job id is null; expected one, or no call of jobId()");
        return new Destination(project, Optional.of(id), workers, api);
    }

    /** This, in one of so many projects. */
    public Destination workers(int count) {
        return new Destination(project, jobId, count, api);
    }

    /** This, on another server. */
    public Destination api(URI server) {
        return new Destination(project, jobId, workers, Optional.of(server));
    }
}
