package dev.gantry.job;

import java.net.URI;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * What is known of a run.
 *
 * @param project its project
 * @param jobId its job id
 * @param status its status
 * @param api the server that it is on; absent: this one
 * @param queued what is known since it was queued; absent if it was not
 */
public record RunInfo(String project, String jobId, RunStatus status, Optional<URI> api, Optional<Queued> queued) {

    /**
     * What is known of a run that was queued.
     *
     * @param uuid its identity on its server
     * @param job the path of its job
     * @param description free text; may be empty
     * @param tags names and values
     * @param attempts how many attempts were begun
     * @param resultCode its result; -1 until it is finished
     * @param createdAt when it was queued
     * @param updatedAt when it last changed
     */
    public record Queued(
            UUID uuid,
            String job,
            String description,
            Map<String, String> tags,
            int attempts,
            int resultCode,
            Instant createdAt,
            Instant updatedAt) {

        public Queued {
            tags = Map.copyOf(tags);
        }
    }
}
