package dev.gantry.store.mapdb;

import dev.gantry.store.RunState;
import dev.gantry.store.memory.Change;
import dev.gantry.store.memory.Row;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

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
    private static final int MANY_PARTITIONS = 4;
    /** How long what an unclean stop left may wait, so that a start is not slowed by it. */
    private static final long AFTER_OPEN = TimeUnit.SECONDS.toNanos(3);

    private static final int BEHIND = 2;
    private static final long SHORTEST_REST = 10;
    private static final int MOST_DOUBLINGS = 4;

    private final Heap heap;
    private final Shelf shelf;
    private final Journal journal;
    private final Sealer sealer;
    private final Retention retention;
    private final MapDbConfig config;
    private final Spill spill;
    private List<Row> finished = new ArrayList<>();
    /** The finished runs of the generation before, while what is unfinished is carried over from it. */
    private List<Row> full = List.of();

    private CarryOver carryOver;
    private final long startUntil;
    private boolean mustBegin;
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
            Heap heap,
            Journal journal,
            Sealer sealer,
            Retention retention,
            MapDbConfig config,
            Recovered recovered,
            Spill spill) {
        this.heap = heap;
        this.shelf = heap.shelf();
        this.journal = journal;
        this.sealer = sealer;
        this.retention = retention;
        this.config = config;
        this.spill = spill;
        this.finished.addAll(recovered.finished());
        this.mustBegin = recovered.generations() > 1;
        this.startUntil = System.nanoTime() + (recovered.finished().isEmpty() ? 0 : AFTER_OPEN);
    }

    /** A run is finished and published. Its params must be at hand: it stays longer than the segment that they may be in. */
    void finished(Row row) {
        if (row.params() instanceof Location && shelf.holds(row)) {
            Row atHand = row.with(UnreadableParams.atHand(row.params()));
            shelf.replace(atHand);
            finished.add(atHand);
        } else {
            finished.add(row);
        }
    }

    /** Do some of what is due: seal, drop, begin the next generation; whether the rest is due at once. */
    boolean advance() throws IOException {
        if (carryOver != null) {
            carry();
        } else if (sealing != null && !sealed()) {
            return false;
        } else if (isDue() || retention.needsPartition(finished)) {
            begin();
        } else {
            retention.advance(finished::add);
        }
        return carryOver != null;
    }

    private boolean isDue() {
        return (mustBegin || isFull()) && !isStarting();
    }

    private boolean isStarting() {
        return System.nanoTime() - startUntil < 0 && finished.size() < MANY_PARTITIONS * (long) config.partitionRuns();
    }

    /**
     * Give the sealer time, if the next generation is more than full before the last one is sealed: all that is not sealed
     * is read again after an unclean stop. The further it is behind, the longer each rest.
     */
    void rest() {
        double ahead = Math.max(
                finished.size() / (double) config.partitionRuns(),
                journal.written() / (double) config.partitionBytes());
        if (sealing == null || sealing.failedAt != 0 || ahead < BEHIND) {
            return;
        }
        try {
            sealing.end.get(SHORTEST_REST << Math.min(MOST_DOUBLINGS, (int) ahead - BEHIND), TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException e) {
            LOGGER.log(Level.DEBUG, "the sealer is not done", e);
        } catch (InterruptedException e) {
            LOGGER.log(Level.DEBUG, "somebody took the thread of the store for another", e);
        }
    }

    /**
     * The more was carried over, the longer a generation lasts: carrying must not become all that is done. But not so long
     * that its finished runs fill the heap.
     */
    private boolean isFull() {
        long grown = journal.written() - carried;
        boolean grownEnough =
                grown >= carried / 4 || finished.size() >= MANY_PARTITIONS * (long) config.partitionRuns();
        boolean manyRuns = finished.size() >= config.partitionRuns();
        boolean manyBytes = !finished.isEmpty() && grown >= config.partitionBytes();
        return grownEnough && (manyRuns || manyBytes);
    }

    private void begin() throws IOException {
        mustBegin = true;
        journal.nextGeneration();
        CarryOver next = new CarryOver(heap, journal, spill, config);
        next.begin();
        mustBegin = false;
        full = finished;
        finished = new ArrayList<>();
        carryOver = next;
        carry();
    }

    private void carry() throws IOException {
        if (!carryOver.step()) {
            return;
        }
        carried = carryOver.bytes();
        carryOver = null;
        List<Row> rows = full.stream().filter(shelf::holds).toList();
        full = List.of();
        sealing = new Sealing(journal.generation() - 1, rows);
        sealing.end = sealer.seal(sealing.generation, rows);
    }

    /** Add a change to a frame; where in it the params of the run are, or -1 if they are not part of it. */
    int put(ByteWriter frame, Change change) {
        return change instanceof Change.OfRun ofRun && isCarriedBy(ofRun)
                ? Entry.putWhole(frame, ofRun.after())
                : Entry.putChange(frame, change);
    }

    private boolean isCarriedBy(Change.OfRun change) {
        return carryOver != null
                && change.before().isPresent()
                && carryOver.awaits(change.after().run().number());
    }

    /** Let the params of queued runs stay on disk, if there are too many. */
    void spill(List<Committer.Spilled> spills, Journal.Place place) {
        if (shelf.queuedInAll() <= config.heldBodies()) {
            return;
        }
        for (Committer.Spilled spilled : spills) {
            Row row = spilled.row();
            if (row.run().state() == RunState.QUEUED) {
                heap.ledger()
                        .relocate(row.uuid(), Location.of(row.params(), spill, place, spilled.at()))
                        .ifPresent(shelf::replace);
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
