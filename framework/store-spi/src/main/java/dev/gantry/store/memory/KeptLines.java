package dev.gantry.store.memory;

import dev.gantry.store.LogEntry;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The newest lines of one kind, at most so many. Immutable to whoever holds it, cheap to extend: lines share a growing
 * array, of which each holder sees its own span. Only one thread at a time may extend.
 */
final class KeptLines {

    static final KeptLines NONE = new KeptLines(new Growing(0), 0, 0);

    private static final int FIRST_CAPACITY = 8;

    private final Growing shared;
    private final int from;
    private final int to;

    private KeptLines(Growing shared, int from, int to) {
        this.shared = shared;
        this.from = from;
        this.to = to;
    }

    /** These lines and one more; the oldest goes once there are more than {@code kept}. */
    KeptLines plus(LogEntry entry, int kept) {
        int first = size() == kept ? from + 1 : from;
        // A span that somebody else has extended already, as after a write that was taken back, must not be written
        // over.
        boolean mayExtend = shared.used == to && to < shared.entries.length;
        if (mayExtend) {
            shared.entries[to] = entry;
            shared.used = to + 1;
            return new KeptLines(shared, first, to + 1);
        }
        int live = to - first;
        Growing copy = new Growing(Math.max(FIRST_CAPACITY, 2 * (live + 1)));
        System.arraycopy(shared.entries, first, copy.entries, 0, live);
        copy.entries[live] = entry;
        copy.used = live + 1;
        return new KeptLines(copy, 0, live + 1);
    }

    int size() {
        return to - from;
    }

    /** The newest line. */
    Optional<LogEntry> last() {
        return size() == 0 ? Optional.empty() : Optional.of(shared.entries[to - 1]);
    }

    /** The lines past a sequence number, in order. */
    List<LogEntry> after(long seq) {
        int low = from;
        int high = to;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (shared.entries[middle].seq() <= seq) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return Arrays.asList(shared.entries).subList(low, to);
    }

    private static final class Growing {

        private final LogEntry[] entries;
        private int used;

        private Growing(int capacity) {
            entries = new LogEntry[capacity];
        }
    }
}
