package dev.gantry.store.mapdb;

import dev.gantry.store.memory.Row;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/**
 * Drops old runs with the partitions they are in. A run that something unfinished descends from is written into the present
 * generation before its partition goes. For the thread of the committer, so that no run changes between the two.
 */
final class Retention {

    private static final int LONG_FRAME = 4 << 20;

    private final Heap heap;
    private final Journal journal;
    private final Partitions partitions;
    private final Sealer sealer;
    private final RunFiles files;
    private final Deque<Wish> wishes = new ArrayDeque<>();

    /** A wish to drop what finished before a moment, and whether a generation was ended for it. */
    private static final class Wish {
        private final Instant moment;
        private final CompletableFuture<Long> answer;
        private boolean begun;

        private Wish(Instant moment, CompletableFuture<Long> answer) {
            this.moment = moment;
            this.answer = answer;
        }

        private boolean isOld(Row row) {
            return row.run().stamp().updatedAt().isBefore(moment);
        }
    }

    Retention(Heap heap, Journal journal, Partitions partitions, Sealer sealer, RunFiles files) {
        this.heap = heap;
        this.journal = journal;
        this.partitions = partitions;
        this.sealer = sealer;
        this.files = files;
    }

    /** Drop what finished before a moment, soon. */
    void drop(Instant moment, CompletableFuture<Long> answer) {
        wishes.add(new Wish(moment, answer));
    }

    /** Whether the generation must end first, because runs to be dropped are in no partition yet. */
    boolean needsPartition(List<Row> finished) {
        if (wishes.isEmpty() || wishes.element().begun) {
            return false;
        }
        Wish wish = wishes.element();
        heap.ledger().descent().settle();
        wish.begun = finished.stream().anyMatch(row -> wish.isOld(row) && !isNeeded(row.uuid()));
        return wish.begun;
    }

    private boolean isNeeded(UUID uuid) {
        return heap.ledger().descent().needs(uuid);
    }

    /**
     * Drop what is to be dropped next.
     *
     * @param moved takes the runs that were moved out of the way, which stay so even if the disk fails then
     */
    void advance(Consumer<Row> moved) throws IOException {
        if (wishes.isEmpty()) {
            return;
        }
        List<Partition> old = partitions.old(wishes.element().moment);
        rescue(old).forEach(moved);
        partitions.hide(old);
        sealer.delete(old, files, wishes.remove().answer);
    }

    private List<Row> rescue(List<Partition> old) throws IOException {
        List<Row> needed = new ArrayList<>();
        if (!old.isEmpty()) {
            for (UUID uuid : heap.ledger().descent().needed()) {
                if (!heap.shelf().isHeld(uuid)) {
                    partitions.rowOnlyIn(old, uuid).ifPresent(needed::add);
                }
            }
        }
        ByteWriter frame = new ByteWriter();
        for (Row row : needed) {
            begin(frame);
            Entry.putWhole(frame, row);
            if (frame.size() > LONG_FRAME) {
                append(frame);
            }
        }
        append(frame);
        // Only now: what is shown must be on the disk.
        needed.forEach(heap.shelf()::load);
        return needed;
    }

    private static void begin(ByteWriter frame) {
        if (frame.size() == 0) {
            Frame.begin(frame);
        }
    }

    private void append(ByteWriter frame) throws IOException {
        if (frame.size() > 0) {
            journal.append(frame);
            frame.backTo(0);
        }
    }

    /** Give up what was not done yet; it is due again after the next open. */
    void close(Path folder) {
        wishes.forEach(wish -> wish.answer.completeExceptionally(MapDbRunStore.closed(folder)));
    }
}
