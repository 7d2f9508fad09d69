package dev.gantry.store.copy;

import dev.gantry.store.CopyableStore;
import dev.gantry.store.RunRecord;
import dev.gantry.store.StoreUnavailableException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** The runs of a store one after the other, read some at a time. */
final class RecordCursor {

    private static final int SOME = 256;

    private final CopyableStore store;
    private final String whose;
    private final long upTo;
    private final Deque<RunRecord> read = new ArrayDeque<>();
    private long after;
    private boolean atEnd;

    /**
     * Begin.
     *
     * @param whose what the store is called when it cannot be read
     * @param after the number before the first
     * @param upTo the last number
     */
    RecordCursor(CopyableStore store, String whose, long after, long upTo) {
        this.store = store;
        this.whose = whose;
        this.after = after;
        this.upTo = upTo;
    }

    /** The next run, which stays the next; empty at the end. */
    Optional<RunRecord> peek() {
        if (read.isEmpty() && !atEnd) {
            List<RunRecord> some = read();
            some.stream().filter(record -> record.run().number() <= upTo).forEach(read::add);
            atEnd = read.isEmpty();
            if (!some.isEmpty()) {
                after = some.get(some.size() - 1).run().number();
            }
        }
        return Optional.ofNullable(read.peek());
    }

    /** Go on to the one after it. */
    void advance() {
        read.remove();
    }

    /** All that was read and not taken yet, and go on behind it; empty at the end. */
    List<RunRecord> takeSome() {
        Optional<RunRecord> next = peek();
        List<RunRecord> some = next.isPresent() ? List.copyOf(read) : List.of();
        read.clear();
        return some;
    }

    private List<RunRecord> read() {
        try {
            return store.records(after, SOME);
        } catch (StoreUnavailableException e) {
            // One by one, so that all before the bad one is had.
            try {
                return store.records(after, 1);
            } catch (StoreUnavailableException alone) {
                throw new CopyException(
                        "the run after number %d of %s cannot be read: %s Nothing is left out: repair it and start again; the copy goes on where it stopped."
                                .formatted(after, whose, alone.getMessage()),
                        alone);
            }
        }
    }
}
