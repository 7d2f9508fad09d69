package dev.gantry.http.stream;

import dev.gantry.store.Run;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;

/**
 * The runs that changed last, each as it is now, in the order of their last changes: whoever was told up to a place is told the
 * rest, or that it is more than is remembered. Readers cost it nothing. Thread-safe.
 */
final class RecentChanges {

    /** How many runs are remembered: a reader that missed more is better off with reading its lists again. */
    private static final int MOST = 2_000;

    private final String epoch;
    private final TreeMap<Long, Run> runs = new TreeMap<>();
    private final Map<UUID, Long> places = new HashMap<>();
    private long last;
    private long forgotten;

    /**
     * Remember nothing yet.
     *
     * @param epoch tells the places here from those of another server, or another life of this one
     */
    RecentChanges(String epoch) {
        this.epoch = epoch;
    }

    /**
     * What a reader is to be told.
     *
     * @param runs those that changed, oldest change first; absent: more than is remembered
     * @param upTo the place that the reader has reached with them
     */
    record News(Optional<List<Run>> runs, long upTo) {}

    synchronized void add(Run run) {
        Long before = places.put(run.uuid(), ++last);
        if (before != null) {
            runs.remove(before);
        }
        runs.put(last, run);
        if (runs.size() > MOST) {
            Map.Entry<Long, Run> oldest = runs.pollFirstEntry();
            places.remove(oldest.getValue().uuid());
            forgotten = oldest.getKey();
        }
    }

    /** What changed after a place. */
    synchronized News after(long place) {
        return new News(
                place < forgotten
                        ? Optional.empty()
                        : Optional.of(List.copyOf(runs.tailMap(place, false).values())),
                last);
    }

    /** The place that has been reached. */
    synchronized long last() {
        return last;
    }

    /** A place as readers are told it. */
    String id(long place) {
        return epoch + "-" + place;
    }

    /** A place that a reader was told; -1 if it was not told it here. */
    synchronized long place(String id) {
        if (!id.startsWith(epoch + "-")) {
            return -1;
        }
        try {
            long place = Long.parseLong(id.substring(epoch.length() + 1));
            return place >= 0 && place <= last ? place : -1;
        } catch (NumberFormatException e) {
            return -1;
        }
    }
}
