package dev.gantry.verify.history;

import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * A list of runs, as it was answered in the end.
 *
 * @param leaf only runs of this job; empty: of all
 * @param state only runs in this state; empty: in all
 * @param tags only runs with these tags
 * @param runs what was listed
 */
public record Listing(String leaf, String state, Map<String, String> tags, List<UUID> runs) {

    public Listing {
        tags = Map.copyOf(tags);
        runs = List.copyOf(runs);
    }

    /** Whether a run belongs on it. */
    public boolean asksFor(FinalRun run) {
        return (leaf.isEmpty() || run.order().leaf().equals(leaf))
                && (state.isEmpty() || run.sighting().state().equals(state))
                && run.tags().entrySet().containsAll(tags.entrySet());
    }
}
