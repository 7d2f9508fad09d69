package dev.gantry.client.wire;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * How it went with the newest runs of jobs.
 *
 * @param leaves the jobs, by path
 */
public record Statistics(List<Leaf> leaves) {

    public Statistics {
        leaves = List.copyOf(leaves);
    }

    /**
     * How it went with the newest runs of a job.
     *
     * @param path its path on the server, with a leading slash
     * @param jobType its type
     * @param sample how many of its newest finished runs this is taken from, 200 at most
     * @param successRate how many of those that succeeded or failed succeeded, from 0 to 1; null if there are none
     * @param p50Millis what half of those that succeeded took at most; null if there are none
     * @param p95Millis what 95 of 100 took at most; null if there are none
     * @param last the newest ten, newest first
     */
    public record Leaf(
            String path,
            String jobType,
            int sample,
            Double successRate,
            Long p50Millis,
            Long p95Millis,
            List<Finished> last) {

        public Leaf {
            requireNonNull(path, "path is null");
            requireNonNull(jobType, "jobType is null");
            last = List.copyOf(last);
        }
    }

    /**
     * A finished run.
     *
     * @param uuid the run
     * @param state {@code SUCCEEDED FAILED CANCELLED}
     * @param tookMillis from its first attempt to its end; null if there was no attempt
     * @param endedAt when it finished
     */
    public record Finished(UUID uuid, String state, Long tookMillis, Instant endedAt) {}
}
