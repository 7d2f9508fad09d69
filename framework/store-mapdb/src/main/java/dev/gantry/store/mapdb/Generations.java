package dev.gantry.store.mapdb;

import dev.gantry.store.RunState;
import dev.gantry.store.memory.Attachments;
import dev.gantry.store.memory.Change;
import dev.gantry.store.memory.Ledger;
import dev.gantry.store.memory.Row;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * Moves the journal on from generation to generation.
 *
 * <p>Once a generation is full, the next begins with every unfinished run, whole; then the finished runs of the full one are
 * sealed in a partition by another thread, and when that is on disk and checked, its segments are let go of. One generation
 * is sealed at a time. For the thread of the committer.
 */
final class Generations {

    private static final Logger LOGGER = System.getLogger(Generations.class.getName());
    private static final long RETRY = TimeUnit.SECONDS.toNanos(1);
    private static final int LONG_FRAME = 4 << 20;

    private final Ledger ledger;
    private final Shelf shelf;
    private final Journal journal;
    private final Sealer sealer;
    private final Retention retention;
    private final MapDbConfig config;
    private List<Row> finished = new ArrayList<>();
    private boolean mustCarry;
    private long carried;
    private Sealing sealing;

    private static final class Sealing {
        private final long generation;
        private final List<Row> rows;
        private CompletableFuture<Void> end;
        private long failedAt;

        private Sealing(long generation, List<Row> rows) {
            this.generation = generation;
            this.rows = rows;
        }
    }

    Generations(
            Heap heap, Journal journal, Sealer sealer, Retention retention, MapDbConfig config, Recovered recovered) {
        this.ledger = heap.ledger();
        this.shelf = heap.shelf();
        this.journal = journal;
        this.sealer = sealer;
        this.retention = retention;
        this.config = config;
        this.finished.addAll(recovered.finished());
        this.mustCarry = recovered.generations() > 1;
    }

    /** A run is finished and published. */
    void finished(Row row) {
        finished.add(row);
    }

    /** Do what is due: seal, drop, begin the next generation. */
    void advance() throws IOException {
        if (sealing != null && !sealed()) {
            return;
        }
        if (mustCarry || isFull() || retention.needsPartition(finished)) {
            next();
        } else {
            retention.advance(finished::add);
        }
    }

    /** The more was carried over, the longer a generation lasts: carrying must not become all that is done. */
    private boolean isFull() {
        long grown = journal.written() - carried;
        boolean manyRuns = finished.size() >= config.partitionRuns() && grown >= carried / 4;
        boolean manyBytes = !finished.isEmpty() && grown >= Math.max(config.partitionBytes(), carried / 4);
        return manyRuns || manyBytes;
    }

    private void next() throws IOException {
        mustCarry = true;
        journal.nextGeneration();
        long full = journal.generation() - 1;
        carry();
        carried = journal.written();
        mustCarry = false;
        List<Row> rows = finished.stream().filter(shelf::holds).toList();
        finished = new ArrayList<>();
        sealing = new Sealing(full, rows);
        sealing.end = sealer.seal(full, rows);
    }

    private void carry() throws IOException {
        ByteWriter frame = new ByteWriter();
        List<Committer.Spill> spills = new ArrayList<>();
        Frame.begin(frame);
        Entry.putGeneration(frame, ledger.lastNumber());
        carryBesides(frame);
        for (Map.Entry<UUID, Attachments> prepared :
                ledger.attaching().prepared().entrySet()) {
            Entry.putChange(frame, new Change.Prepared(prepared.getKey(), prepared.getValue(), prepared.getValue()));
            appendIfLong(frame, spills);
        }
        for (Row row : shelf.unfinished()) {
            spills.add(new Committer.Spill(row, Entry.putWhole(frame, row)));
            appendIfLong(frame, spills);
        }
        append(frame, spills);
    }

    private void appendIfLong(ByteWriter frame, List<Committer.Spill> spills) throws IOException {
        if (frame.size() > LONG_FRAME) {
            append(frame, spills);
            Frame.begin(frame);
        }
    }

    /** What is known besides runs and what hangs on them. */
    private void carryBesides(ByteWriter frame) {
        ledger.projectLimits()
                .forEach((project, limit) -> Entry.putChange(frame, new Change.Limited(project, limit, limit)));
        ledger.attaching()
                .remoteCancels()
                .forEach(child -> Entry.putChange(frame, new Change.RemoteCancel(child, true)));
        ledger.descent().settle();
        ledger.descent().linked().forEach(run -> Entry.putLinked(frame, run));
    }

    private void append(ByteWriter frame, List<Committer.Spill> spills) throws IOException {
        Journal.Place place = journal.append(frame);
        if (shelf.queuedInAll() > config.heldBodies()) {
            spill(spills, place);
        }
        // Nothing may point into a segment that is about to be let go of.
        for (Committer.Spill spill : spills) {
            ledger.find(spill.row().uuid())
                    .filter(row -> row.params() instanceof Location old && old.sequence() != place.sequence())
                    .flatMap(row -> ledger.relocate(row.uuid(), UnreadableParams.atHand(row.params())))
                    .ifPresent(shelf::replace);
        }
        spills.clear();
        frame.backTo(0);
    }

    /** Let the params of queued runs stay on disk. */
    void spill(List<Committer.Spill> spills, Journal.Place place) {
        for (Committer.Spill spill : spills) {
            if (spill.row().run().state() == RunState.QUEUED) {
                ledger.relocate(spill.row().uuid(), place.at(spill.at())).ifPresent(shelf::replace);
            }
        }
    }

    /** Whether nothing is being sealed any more. */
    private boolean sealed() throws IOException {
        if (!sealing.end.isDone()) {
            return false;
        }
        if (!sealing.end.isCompletedExceptionally()) {
            shelf.remove(sealing.rows);
            journal.release(sealing.generation);
            sealing = null;
            return true;
        }
        if (sealing.failedAt == 0) {
            sealing.failedAt = System.nanoTime();
            sealing.end.exceptionally(e -> {
                LOGGER.log(
                        Level.WARNING,
                        "partition %d cannot be sealed, its runs stay in heap and journal; tried again every second"
                                .formatted(sealing.generation),
                        e);
                return null;
            });
        } else if (System.nanoTime() - sealing.failedAt >= RETRY) {
            sealing.failedAt = 0;
            sealing.end = sealer.seal(sealing.generation, sealing.rows);
        }
        return false;
    }

    /** Give up what was not done yet. */
    void close() {
        retention.close(config.folder());
    }
}
