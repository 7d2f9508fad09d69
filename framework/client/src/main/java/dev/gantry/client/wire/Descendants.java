package dev.gantry.client.wire;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * All runs below a run, in groups: those of one job whose parents are of one group.
 *
 * @param completeness the mean of all runs below, from 0 to 1; of the run itself if there are none
 * @param runs how many there are
 * @param counts how many of each state; states without any are absent
 * @param complete whether all were looked at; if not, there are more
 * @param groups the groups of its children
 */
public record Descendants(
        double completeness, long runs, Map<String, Long> counts, boolean complete, List<Group> groups) {

    public Descendants {
        counts = Map.copyOf(counts);
        groups = List.copyOf(groups);
    }

    /**
     * Runs that are shown as one.
     *
     * @param path the path of their job on the server, with a leading slash
     * @param jobType the type of their job
     * @param runs how many they are
     * @param counts how many of each state; states without any are absent
     * @param completeness their mean, from 0 to 1
     * @param times when what happened to them
     * @param uuid the run, if it is just one
     * @param groups the groups of their children; what is more than 50 levels down is counted with the level above
     */
    public record Group(
            String path,
            String jobType,
            long runs,
            Map<String, Long> counts,
            double completeness,
            @JsonUnwrapped Times times,
            @JsonInclude(JsonInclude.Include.NON_NULL) UUID uuid,
            List<Group> groups) {

        public Group {
            requireNonNull(path, "path is null");
            requireNonNull(jobType, "jobType is null");
            counts = Map.copyOf(counts);
            groups = List.copyOf(groups);
        }
    }

    /**
     * When what happened to runs.
     *
     * @param createdAt when the first was submitted
     * @param startedAt when the first began; null until then
     * @param endedAt when the last finished; null until all have
     */
    public record Times(Instant createdAt, Instant startedAt, Instant endedAt) {}
}
