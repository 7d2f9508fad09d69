package dev.gantry.client.wire;

import java.util.List;

/**
 * How the runs that are waited for stand.
 *
 * @param runs all of them, in the order in which they were asked for
 */
public record WaitAnswer(List<RunStanding> runs) {

    public WaitAnswer {
        runs = List.copyOf(runs);
    }
}
