package dev.gantry.client.wire;

import java.util.List;

/**
 * A page of runs, newest first.
 *
 * @param runs the runs
 * @param next the cursor of the next page; null if this is the last
 */
public record RunPage(List<RunSummary> runs, String next) {

    public RunPage {
        runs = List.copyOf(runs);
    }
}
