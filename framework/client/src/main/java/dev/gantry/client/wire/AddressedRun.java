package dev.gantry.client.wire;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Map;
import java.util.UUID;

/**
 * A run, by its address.
 *
 * @param project its project
 * @param jobId its job id
 * @param status {@code QUEUED RUNNING OK FAIL}, or {@code UNKNOWN} if nobody has queued it
 * @param run what is known since it was queued; null if it was not
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record AddressedRun(String project, String jobId, String status, Details run) {

    public AddressedRun {
        requireNonNull(project, "project is null");
        requireNonNull(jobId, "jobId is null");
        requireNonNull(status, "status is null");
    }

    /**
     * What is known of a run that was queued.
     *
     * @param uuid its identity on its server
     * @param job the path of its job, without a slash at either end
     * @param description free text; may be empty
     * @param tags names and values
     * @param standing how far it has come
     * @param times when what happened to it
     * @param kin where it comes from, and what it was given
     */
    public record Details(
            UUID uuid,
            String job,
            String description,
            Map<String, String> tags,
            RunSummary.Standing standing,
            RunSummary.Times times,
            Kin kin) {

        public Details {
            requireNonNull(uuid, "uuid is null");
            requireNonNull(job, "job is null");
            requireNonNull(standing, "standing is null");
            requireNonNull(times, "times is null");
            tags = Map.copyOf(tags);
        }
    }

    /**
     * Where a run comes from, and what it was given.
     *
     * @param parent the run that queued it; null if it was no run of this server
     * @param config free settings
     * @param target where the job does its work
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Kin(UUID parent, Map<String, Object> config, TargetEntry target) {}
}
