package dev.gantry.client.wire;

import java.util.List;

/**
 * A page of the runs of a project, newest first.
 *
 * @param runs the runs
 * @param next what to give as cursor for the page after; null if this is the last
 */
public record AddressedRunPage(List<AddressedRun> runs, String next) {

    public AddressedRunPage {
        runs = List.copyOf(runs);
    }
}
