package dev.gantry.verify.history;

import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * All that is known of a data folder.
 *
 * @param orders what was asked for
 * @param calls what was answered
 * @param notes what the jobs wrote down
 * @param lives the servers
 * @param troubles when the disk took nothing
 * @param limits how many runs may execute at once, by leaf or project; of all runs under the empty name
 * @param end what the last server said when all was over
 */
public record History(
        List<Order> orders,
        List<Call> calls,
        List<Note> notes,
        List<Life> lives,
        List<Trouble> troubles,
        Map<String, Integer> limits,
        End end) {

    /**
     * What the last server said when all was over.
     *
     * @param runs all runs
     * @param listings lists of runs
     * @param stashes of runs that have one, with the version as revision and the content as step
     * @param files of each run that has an address, by name
     */
    public record End(
            List<FinalRun> runs,
            List<Listing> listings,
            Map<UUID, Sighting> stashes,
            Map<UUID, Map<String, FilePart>> files) {

        /** Of a server that could not be asked. */
        public static final End UNKNOWN = new End(List.of(), List.of(), Map.of(), Map.of());
    }

    public History {
        orders = List.copyOf(orders);
        calls = List.copyOf(calls);
        notes = List.copyOf(notes);
        lives = List.copyOf(lives);
        troubles = List.copyOf(troubles);
        limits = Map.copyOf(limits);
    }
}
