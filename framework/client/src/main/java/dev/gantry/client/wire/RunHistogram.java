package dev.gantry.client.wire;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * How many runs finished when.
 *
 * @param from when the first stretch of time begins
 * @param to when the last ends
 * @param bucketMillis how long each is
 * @param buckets those in which runs finished, in order
 * @param unfinished how many runs are not finished, by state; null if the time asked for does not reach to the present
 * @param complete whether all were looked at; if not, there are at least so many
 */
public record RunHistogram(
        Instant from,
        Instant to,
        long bucketMillis,
        List<Bucket> buckets,
        Map<String, Long> unfinished,
        boolean complete) {

    public RunHistogram {
        buckets = List.copyOf(buckets);
    }

    /**
     * A stretch of time.
     *
     * @param from when it begins
     * @param counts how many runs finished in it, by state; states without any are absent
     */
    public record Bucket(Instant from, Map<String, Long> counts) {

        public Bucket {
            counts = Map.copyOf(counts);
        }
    }
}
