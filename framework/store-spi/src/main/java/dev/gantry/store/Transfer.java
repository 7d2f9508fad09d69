package dev.gantry.store;

import java.util.List;

/**
 * What one store hands to another.
 *
 * @param runs runs with all that is kept of them
 * @param early what belongs to runs that nobody has submitted yet
 * @param remoteCancels runs on other servers that are to be cancelled there, as in {@link RunReader#remoteCancels()}
 */
public record Transfer(List<RunRecord> runs, List<Belongings> early, List<RemoteRun> remoteCancels) {

    public Transfer {
        runs = List.copyOf(runs);
        early = List.copyOf(early);
        remoteCancels = List.copyOf(remoteCancels);
    }

    /** Runs alone. */
    public static Transfer of(List<RunRecord> runs) {
        return new Transfer(runs, List.of(), List.of());
    }
}
