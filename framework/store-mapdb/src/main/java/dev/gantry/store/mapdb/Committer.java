package dev.gantry.store.mapdb;

import dev.gantry.store.StoreUnavailableException;
import dev.gantry.store.memory.Change;
import dev.gantry.store.memory.ChangeFeed;
import dev.gantry.store.memory.Ledger;
import dev.gantry.store.memory.Row;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * The one thread that changes anything.
 *
 * <p>It takes all that waits, applies it to the ledger, writes what changed as one frame and forces it once; then it shows
 * the changes to readers, answers, and has listeners told. If the frame cannot be written, the ledger goes back to what is
 * durable and all that shared the frame fails; from then on a new segment is tried once a second.
 */
final class Committer implements Runnable {

    private static final long TICK = TimeUnit.SECONDS.toNanos(1);
    /** A frame that is longer takes no more commands, so that one force never waits for too much. */
    private static final int LONG_FRAME = 4 << 20;

    private final Ledger ledger;
    private final Shelf shelf;
    private final Journal journal;
    private final Generations generations;
    private final ChangeFeed feed;
    private final MapDbConfig config;
    private final CommandQueue queue;
    private final ByteWriter frame = new ByteWriter();
    private final List<Change> changes = new ArrayList<>();
    private final List<Spilled> spills = new ArrayList<>();
    private final List<Command<?>> applied = new ArrayList<>();
    private List<Command<?>> batch = List.of();
    private long lastFailure;
    private volatile StoreUnavailableException stopped;
    private volatile boolean closing;
    private volatile String trouble;

    /** Where in the frame the params of a run are that need not stay in heap. */
    record Spilled(Row row, int at) {}

    Committer(CommandQueue queue, Heap heap, Journal journal, Generations generations, MapDbConfig config) {
        this.queue = queue;
        this.ledger = heap.ledger();
        this.shelf = heap.shelf();
        this.feed = heap.feed();
        this.journal = journal;
        this.generations = generations;
        this.config = config;
        this.stopped = MapDbRunStore.closed(config.folder());
    }

    void add(Command<?> command) {
        queue.add(command);
        if (closing) {
            refuseRest();
        }
    }

    Optional<String> trouble() {
        return Optional.ofNullable(trouble);
    }

    /** Have the thread end once all that waits is done. */
    void stop() {
        queue.add(new Command<>(
                (someLedger, now, changed) -> {
                    closing = true;
                    return null;
                },
                false));
    }

    @Override
    public void run() {
        try {
            while (!closing) {
                work(queue.take(TICK));
            }
        } catch (RuntimeException | Error e) {
            // Out of memory, say: what the ledger holds can no longer be trusted, what the disk holds can.
            trouble = "the store in %s stopped: %s. What was acknowledged is safe; start Gantry again"
                    .formatted(config.folder(), e);
            stopped = new StoreUnavailableException(trouble, e);
            batch.forEach(command -> command.fail(stopped));
            throw e;
        } finally {
            closing = true;
            refuseRest();
            generations.close();
        }
    }

    private void work(List<Command<?>> taken) {
        batch = taken;
        for (Command<?> command : taken) {
            apply(command);
            if (frame.size() > LONG_FRAME) {
                commit();
            }
        }
        commit();
        if (trouble != null && mayTryAgain()) {
            tryAgain();
        }
        if (trouble == null) {
            keepHouse();
        }
        batch = List.of();
    }

    private void refuseRest() {
        queue.drain().forEach(command -> command.fail(stopped));
    }

    private boolean mayTryAgain() {
        return System.nanoTime() - lastFailure >= TICK;
    }

    private void apply(Command<?> command) {
        int size = frame.size();
        int before = changes.size();
        int spillsBefore = spills.size();
        try {
            command.apply(ledger, config.clock().instant(), this::record);
            applied.add(command);
        } catch (RuntimeException e) {
            List<Change> half = changes.subList(before, changes.size());
            takeBack(half);
            half.clear();
            spills.subList(spillsBefore, spills.size()).clear();
            frame.backTo(size);
            command.fail(e);
        }
    }

    private void record(Change change) {
        changes.add(change);
        if (change instanceof Change.OfRun ofRun && ofRun.renewal()) {
            return;
        }
        if (frame.size() == 0) {
            Frame.begin(frame);
        }
        int at = generations.put(frame, change);
        if (at >= 0 && change instanceof Change.OfRun ofRun) {
            spills.add(new Spilled(ofRun.after(), at));
        }
    }

    private void commit() {
        try {
            if (frame.size() == 0) {
                shelf.publish(changes);
                applied.forEach(Command::succeed);
            } else {
                write().ifPresent(place -> {
                    // The disk has it: a failure from here on must end the store, not take anything back.
                    publish(place);
                    applied.forEach(Command::succeed);
                });
            }
        } finally {
            frame.backTo(0);
            changes.clear();
            spills.clear();
            applied.clear();
        }
    }

    /** Write the frame; empty if that failed and all that shared it has been told. */
    private Optional<Journal.Place> write() {
        try {
            if (trouble != null && !mayTryAgain()) {
                throw new StoreUnavailableException(trouble);
            }
            Journal.Place place = journal.append(frame);
            trouble = null;
            return Optional.of(place);
        } catch (IOException | RuntimeException e) {
            fail(e);
            return Optional.empty();
        }
    }

    private void publish(Journal.Place place) {
        shelf.publish(changes);
        for (Change change : changes) {
            if (change instanceof Change.OfRun ofRun) {
                publish(ofRun);
            }
        }
        generations.spill(spills, place);
    }

    private void publish(Change.OfRun change) {
        Row row = change.after();
        if (row.run().state().finished()) {
            ledger.evict(row);
            generations.finished(row);
        }
        if (change.isNews()) {
            feed.publish(row.run());
        }
    }

    private void takeBack(List<Change> undone) {
        ledger.undo(undone);
        for (Change change : undone) {
            // What came out of the archive for a retry goes back there.
            if (change instanceof Change.OfRun ofRun) {
                ofRun.before().filter(row -> row.run().state().finished()).ifPresent(ledger::evict);
            }
        }
    }

    private void fail(Exception cause) {
        takeBack(changes);
        StoreUnavailableException refusal = cause instanceof StoreUnavailableException known ? known : trouble(cause);
        applied.forEach(command -> command.fail(refusal));
    }

    private StoreUnavailableException trouble(Exception cause) {
        lastFailure = System.nanoTime();
        trouble =
                "cannot write to %s: %s. Nothing of this call was recorded. Check that the disk has room and may be written to; the store tries again every second."
                        .formatted(config.folder(), cause);
        return new StoreUnavailableException(trouble, cause);
    }

    private void tryAgain() {
        try {
            Frame.begin(frame);
            journal.append(frame);
            trouble = null;
        } catch (IOException | RuntimeException e) {
            trouble(e);
        } finally {
            frame.backTo(0);
        }
    }

    private void keepHouse() {
        try {
            if (generations.advance()) {
                queue.nudge();
            }
        } catch (IOException | RuntimeException e) {
            trouble(e);
        }
    }
}
