package dev.gantry.engine.execution;

import dev.gantry.engine.time.Timers;
import dev.gantry.store.Completion;
import dev.gantry.store.Run;
import dev.gantry.store.RunStore;
import dev.gantry.store.StoreUnavailableException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes the ends of attempts, again and again until the store has taken or refused them.
 *
 * <p>What ends while others are being written is written with the next lot: one call of the store then does for many.
 * A lot that cannot be written is tried again by itself, and keeps none of the others waiting. Thread-safe.
 */
final class Completer {

    private static final Logger log = LoggerFactory.getLogger(Completer.class);
    private static final Duration BETWEEN_TRIES = Duration.ofSeconds(1);

    private final RunStore store;
    private final Timers wall;
    private final Executor asking;
    private List<End> gathered = new ArrayList<>();
    private boolean writing;

    private record End(Completion completion, Consumer<Completion> done) {}

    /**
     * Make one.
     *
     * @param wall real time, for another try
     * @param asking for questions to the store, that are asked on none of its threads
     */
    Completer(RunStore store, Timers wall, Executor asking) {
        this.store = store;
        this.wall = wall;
        this.asking = asking;
    }

    /**
     * Write the end of an attempt.
     *
     * @param done told once the store has decided
     */
    void complete(Completion completion, Consumer<Completion> done) {
        synchronized (this) {
            gathered.add(new End(completion, done));
            if (writing) {
                return;
            }
            writing = true;
        }
        writeGathered();
    }

    private void writeGathered() {
        for (List<End> lot = take(); !lot.isEmpty(); lot = take()) {
            var written = write(lot);
            if (!written.isDone()) {
                var unused = written.whenComplete((done, failure) -> writeGathered());
                return;
            }
            // A store that answers at once is given the next lot from here, since the stack is not endless.
        }
    }

    private synchronized List<End> take() {
        List<End> lot = gathered;
        if (lot.isEmpty()) {
            writing = false;
        } else {
            gathered = new ArrayList<>();
        }
        return lot;
    }

    /** Complete once the store has answered, whatever it said. */
    private CompletableFuture<Void> write(List<End> lot) {
        return store.complete(lot.stream().map(End::completion).toList()).handle((refused, failure) -> {
            if (failure != null) {
                log.warn("the ends of {} runs could not be written; trying again: {}", lot.size(), failure.toString());
                wall.after(BETWEEN_TRIES, () -> writeAgain(lot));
            } else {
                refused.forEach(run -> asking.execute(() -> warn(run)));
                lot.forEach(end -> end.done().accept(end.completion()));
            }
            return null;
        });
    }

    private void writeAgain(List<End> lot) {
        var unused = write(lot);
    }

    private void warn(UUID run) {
        log.warn("the end of an attempt at run {} was refused: its lease had run out, and {}", run, whatBecameOf(run));
    }

    private String whatBecameOf(UUID run) {
        try {
            return store.find(run).map(Completer::standing).orElse("the run is gone");
        } catch (StoreUnavailableException e) {
            return "what became of the run cannot be read: " + e.getMessage();
        }
    }

    private static String standing(Run run) {
        return run.lease()
                .map(lease -> "worker %s has the run under a lease until %s".formatted(lease.worker(), lease.until()))
                .orElseGet(() -> "the run is %s since %s"
                        .formatted(run.state(), run.stamp().updatedAt()));
    }
}
