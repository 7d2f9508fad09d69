package dev.gantry.client.wire;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;

/**
 * A run in a list.
 *
 * @param uuid the run
 * @param path the path of its job on the server, with a leading slash
 * @param jobType the type of its job
 * @param state {@code QUEUED RUNNING SUCCEEDED FAILED CANCELLED}
 * @param cancelRequested whether somebody cancelled it
 * @param completeness from 0 to 1
 * @param result the result code, -1 until it is finished
 * @param attempts how many attempts were begun
 * @param errorCount how many attempts broke with an error that counts, since the last retry
 * @param createdAt when it was submitted
 * @param updatedAt when it was changed last
 * @param runAt when it is or was due
 * @param priority of the runs that are due, higher goes first
 * @param tags names and values to find it by
 * @param description free text; may be empty
 */
public record RunSummary(
        UUID uuid,
        String path,
        String jobType,
        String state,
        boolean cancelRequested,
        double completeness,
        int result,
        int attempts,
        int errorCount,
        Instant createdAt,
        Instant updatedAt,
        Instant runAt,
        int priority,
        Map<String, String> tags,
        String description) {

    public RunSummary {
        requireNonNull(uuid, "uuid is null");
        requireNonNull(state, "state is null");
        tags = Map.copyOf(tags);
    }
}
