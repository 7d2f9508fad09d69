package dev.gantry.store.mapdb;

import dev.gantry.store.Claims;
import dev.gantry.store.Run;
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
 *
 * <p>Claims are answered as soon as the frame is written. What their worker does next is a command of a later frame, so that
 * nothing that follows from a claim is ever on the disk without it. A claim that was answered stands even if its frame then
 * cannot be forced, see {@link Outstanding}.
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
    private final Outstanding outstanding;
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
        this.outstanding = new Outstanding(ledger, shelf);
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
        if (trouble == null ? !outstanding.isEmpty() : mayTryAgain()) {
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
                shelf.publish(outstanding.showable(changes));
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

    /** Write and force the frame; empty if that failed and all that shared it has been told. */
    private Optional<Journal.Place> write() {
        List<Claims> told = List.of();
        try {
            if (trouble != null && !mayTryAgain()) {
                throw new StoreUnavailableException(trouble);
            }
            Journal.Place place = journal.write(frame);
            told = answerClaims();
            journal.force(place);
            trouble = null;
            return Optional.of(place);
        } catch (IOException | RuntimeException e) {
            fail(e);
            outstanding.add(told);
            return Optional.empty();
        }
    }

    private List<Claims> answerClaims() {
        List<Claims> told = List.of();
        for (Command<?> command : applied) {
            if (command instanceof ClaimCommand claim && outstanding.couldStand(claim.claims())) {
                if (told.isEmpty()) {
                    told = new ArrayList<>();
                }
                told.add(claim.claims());
                claim.succeed();
            }
        }
        return told;
    }

    private void publish(Journal.Place place) {
        List<Change> shown = outstanding.showable(changes);
        shelf.publish(shown);
        List<Run> news = new ArrayList<>();
        for (Change change : shown) {
            if (change instanceof Change.OfRun ofRun) {
                settle(ofRun.after());
                if (ofRun.isNews()) {
                    news.add(ofRun.after().run());
                }
            }
        }
        if (!news.isEmpty()) {
            feed.publish(news);
        }
        generations.spill(spills, place);
    }

    private void settle(Row row) {
        if (row.run().state().finished()) {
            ledger.evict(row);
            generations.finished(row);
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

    /** See whether the disk takes a frame: what the ledger has and the disk has not, if there is any. */
    private void tryAgain() {
        changes.addAll(outstanding.changes());
        Frame.begin(frame);
        changes.forEach(change -> generations.put(frame, change));
        try {
            append().ifPresent(this::publish);
        } finally {
            frame.backTo(0);
            changes.clear();
        }
    }

    private Optional<Journal.Place> append() {
        try {
            Journal.Place place = journal.append(frame);
            trouble = null;
            return Optional.of(place);
        } catch (IOException | RuntimeException e) {
            trouble(e);
            return Optional.empty();
        }
    }

    private void keepHouse() {
        try {
            if (generations.advance()) {
                queue.nudge();
            }
            generations.rest();
        } catch (IOException | RuntimeException e) {
            trouble(e);
        }
    }
}
