package dev.gantry.store.mapdb;

import dev.gantry.store.RunState;
import dev.gantry.store.memory.Attachments;
import dev.gantry.store.memory.Change;
import dev.gantry.store.memory.Ledger;
import dev.gantry.store.memory.Params;
import dev.gantry.store.memory.Row;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Writes all that is unfinished into a new generation, so that the one before is not needed any more. Step by step, since
 * there may be a lot of it, in the order of the numbers. A run that changes before its turn must be written whole then, so
 * that nothing in the generation refers to what is only in the one before. For the thread of the committer.
 */
final class CarryOver {

    private static final int LONGEST_STEP = 1 << 19;
    private static final int STEPS_OF_A_SEGMENT = 4;

    private final Ledger ledger;
    private final Shelf shelf;
    private final Journal journal;
    private final Spill spill;
    private final int heldBodies;
    /** How much is written before others have their turn. */
    private final int step;

    private final long last;
    private final ByteWriter frame = new ByteWriter();
    private long done;
    private long bytes;

    private record Carried(Row row, int at) {}

    CarryOver(Heap heap, Journal journal, Spill spill, MapDbConfig config) {
        this.ledger = heap.ledger();
        this.shelf = heap.shelf();
        this.journal = journal;
        this.spill = spill;
        this.heldBodies = config.heldBodies();
        this.step = Math.min(LONGEST_STEP, config.segmentBytes() / STEPS_OF_A_SEGMENT);
        this.last = ledger.lastNumber();
    }

    /** Write what is known besides submitted runs: before anything else comes into the generation. */
    void begin() throws IOException {
        Frame.begin(frame);
        Entry.putGeneration(frame, last);
        ledger.projectLimits()
                .forEach((project, limit) -> Entry.putChange(frame, new Change.Limited(project, limit, limit)));
        ledger.attaching()
                .remoteCancels()
                .forEach(child -> Entry.putChange(frame, new Change.RemoteCancel(child, true)));
        ledger.descent().settle();
        ledger.descent().linked().forEach(run -> Entry.putLinked(frame, run));
        for (Map.Entry<UUID, Attachments> prepared :
                ledger.attaching().prepared().entrySet()) {
            Entry.putChange(frame, new Change.Prepared(prepared.getKey(), prepared.getValue(), prepared.getValue()));
            if (frame.size() > step) {
                append();
                Frame.begin(frame);
            }
        }
        append();
    }

    /** Write some more runs; whether these were the last. A step that failed is taken again. */
    boolean step() throws IOException {
        List<Carried> carried = new ArrayList<>();
        frame.backTo(0);
        Frame.begin(frame);
        long upTo = done;
        Iterator<Row> rows = shelf.from(done + 1, last);
        while (rows.hasNext() && frame.size() < step) {
            Row row = rows.next();
            upTo = row.run().number();
            if (!row.run().state().finished()) {
                carried.add(new Carried(row, Entry.putWhole(frame, row)));
            }
        }
        if (!carried.isEmpty()) {
            Journal.Place place = append();
            carried.forEach(each -> relocate(each, place));
        }
        frame.backTo(0);
        done = rows.hasNext() ? upTo : last;
        return done == last;
    }

    private Journal.Place append() throws IOException {
        Journal.Place place = journal.append(frame);
        bytes += place.length();
        frame.backTo(0);
        return place;
    }

    /** Nothing may point into a segment that is about to be let go of. */
    private void relocate(Carried carried, Journal.Place place) {
        Row row = carried.row();
        if (row.run().state() == RunState.QUEUED && shelf.queuedInAll() > heldBodies) {
            move(row, Location.of(row.params(), spill, place, carried.at()));
        } else if (row.params() instanceof Location) {
            move(row, UnreadableParams.atHand(row.params()));
        }
    }

    private void move(Row row, Params elsewhere) {
        ledger.relocate(row.uuid(), elsewhere).ifPresent(shelf::replace);
    }

    /** Whether a run has not had its turn. */
    boolean awaits(long number) {
        return done < number && number <= last;
    }

    /** How much was written. */
    long bytes() {
        return bytes;
    }
}
