package dev.gantry.client.wire;

import static java.util.Objects.requireNonNull;

/**
 * The status of a run.
 *
 * @param project its project
 * @param jobId its job id
 * @param status {@code QUEUED RUNNING OK FAIL}, or {@code UNKNOWN} if nobody has queued it
 */
public record RunStanding(String project, String jobId, String status) {

    public RunStanding {
        requireNonNull(project, "project is null");
        requireNonNull(jobId, "jobId is null");
        requireNonNull(status, "status is null");
    }
}
