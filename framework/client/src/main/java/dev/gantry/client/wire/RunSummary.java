package dev.gantry.client.wire;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;

/**
 * A run in a list. On the wire, the members of its parts stand beside the others.
 *
 * @param uuid the run
 * @param path the path of its job on the server, with a leading slash
 * @param jobType the type of its job
 * @param standing how far it has come
 * @param times when what happened to it
 * @param place where it belongs, and who has it
 * @param notes its log in short
 */
public record RunSummary(
        UUID uuid,
        String path,
        String jobType,
        @JsonUnwrapped Standing standing,
        @JsonUnwrapped Times times,
        @JsonUnwrapped Place place,
        @JsonUnwrapped Notes notes) {

    public RunSummary {
        requireNonNull(uuid, "uuid is null");
        requireNonNull(path, "path is null");
        requireNonNull(jobType, "jobType is null");
    }

    /** Names and values to find it by. */
    public Map<String, String> tags() {
        return place.tags();
    }

    /** Free text; may be empty. */
    public String description() {
        return place.description();
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
     * @param startedAt when its first attempt began, since the last retry; null until then
     * @param endedAt when it finished; null until then
     */
    public record Times(Instant createdAt, Instant updatedAt, Instant runAt, Instant startedAt, Instant endedAt) {}

    /**
     * Where a run belongs, and who has it.
     *
     * @param project its project
     * @param jobId its job id, unique within the project
     * @param parent the run of this server that queued it; null if none did
     * @param worker the worker that executes it; null unless it is RUNNING
     * @param parked whether it waits for other runs meanwhile, which costs no slot
     * @param tags names and values to find it by
     * @param description free text; may be empty
     */
    public record Place(
            String project,
            String jobId,
            UUID parent,
            String worker,
            boolean parked,
            Map<String, String> tags,
            String description) {

        public Place {
            tags = tags == null ? Map.of() : Map.copyOf(tags);
        }
    }

    /**
     * The log of a run in short.
     *
     * @param message the last event, warning or error, or of a run that broke its last error; cut at 200 characters; null if
     *     there is none
     * @param messageKind {@code EVENT WARNING ERROR}: which of them it is; null if there is none
     * @param warnings how many warnings it recorded
     * @param errors how many errors it recorded
     * @param lastLine the number of the last line of its log; 0 if there is none
     * @param children how many runs it queued on this server
     * @param revision rises with each change of the run
     */
    public record Notes(
            String message,
            String messageKind,
            long warnings,
            long errors,
            long lastLine,
            long children,
            long revision) {}
}
