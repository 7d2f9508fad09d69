package dev.gantry.client.wire;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How many runs there are of each state.
 *
 * @param counts by state, {@code QUEUED RUNNING SUCCEEDED FAILED CANCELLED}; each is there
 * @param total how many in all
 * @param complete whether all were looked at; if not, there are at least so many
 */
public record RunCounts(Map<String, Long> counts, long total, boolean complete) {

    public RunCounts {
        counts = Collections.unmodifiableMap(new LinkedHashMap<>(counts));
    }
}
