package dev.gantry.client.wire;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;

/**
 * A run in a list. On the wire, the members of its standing and times stand beside the others.
 *
 * @param uuid the run
 * @param path the path of its job on the server, with a leading slash
 * @param jobType the type of its job
 * @param standing how far it has come
 * @param times when what happened to it
 * @param tags names and values to find it by
 * @param description free text; may be empty
 */
public record RunSummary(
        UUID uuid,
        String path,
        String jobType,
        @JsonUnwrapped Standing standing,
        @JsonUnwrapped Times times,
        Map<String, String> tags,
        String description) {

    public RunSummary {
        requireNonNull(uuid, "uuid is null");
        requireNonNull(path, "path is null");
        requireNonNull(jobType, "jobType is null");
        tags = Map.copyOf(tags);
    }

    /**
     * How far a run has come.
     *
     * @param state {@code QUEUED RUNNING SUCCEEDED FAILED CANCELLED}
     * @param cancelRequested whether somebody cancelled it
     * @param completeness from 0 to 1
     * @param result the result code, -1 until it is finished
     * @param attempts how many attempts were begun
     * @param errorCount how many attempts broke with an error that counts, since the last retry
     * @param priority of the runs that are due, higher goes first
     */
    public record Standing(
            String state,
            boolean cancelRequested,
            double completeness,
            int result,
            int attempts,
            int errorCount,
            int priority) {

        public Standing {
            requireNonNull(state, "state is null");
        }
    }

    /**
     * When what happened to a run.
     *
     * @param createdAt when it was submitted
     * @param updatedAt when it was changed last
     * @param runAt when it is or was due
     */
    public record Times(Instant createdAt, Instant updatedAt, Instant runAt) {}
}
