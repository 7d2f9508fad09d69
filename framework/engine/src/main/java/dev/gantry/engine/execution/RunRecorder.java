package dev.gantry.engine.execution;

import dev.gantry.store.LogLine;
import dev.gantry.store.Progress;
import dev.gantry.store.RunUpdate;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * Gathers what an attempt reports until it is written.
 *
 * <p>Never waits and never grows: what is reported faster than it is written replaces or displaces what was reported
 * before. Thread-safe.
 */
final class RunRecorder {

    private final UUID uuid;
    private final long fence;
    private final Consumer<RunRecorder> onDirty;
    private final PendingLog log = new PendingLog();

    private Optional<Progress> progress = Optional.empty();
    private Optional<String> data = Optional.empty();
    private boolean dirty;
    private boolean held;
    private boolean sealed;
    private Optional<RunUpdate> beingWritten = Optional.empty();
    private Optional<Consumer<RunUpdate>> onSettled = Optional.empty();

    /**
     * Record for one attempt.
     *
     * @param onDirty told when there is something to write and there was nothing before
     */
    RunRecorder(UUID uuid, long fence, Consumer<RunRecorder> onDirty) {
        this.uuid = uuid;
        this.fence = fence;
        this.onDirty = onDirty;
    }

    void log(LogLine line) {
        record(() -> log.add(line));
    }

    void progress(Progress newProgress) {
        record(() -> progress = Optional.of(newProgress));
    }

    void data(String json) {
        record(() -> data = Optional.of(json));
    }

    private void record(Runnable change) {
        synchronized (this) {
            if (sealed) {
                return;
            }
            change.run();
            if (dirty) {
                return;
            }
            dirty = true;
        }
        onDirty.accept(this);
    }

    /**
     * Take what is to be written; empty if there is nothing, or if the attempt has ended or is {@linkplain #hold held}, or
     * before what was taken last is {@linkplain #written settled}.
     */
    synchronized Optional<RunUpdate> take() {
        if (dirty && !held && !sealed && beingWritten.isEmpty()) {
            beingWritten = Optional.of(drain());
            return beingWritten;
        }
        return Optional.empty();
    }

    /** What was taken is written, or could not be: then it is kept, in front of what has come since. */
    void written(boolean taken) {
        boolean more;
        Optional<Consumer<RunUpdate>> waiting;
        synchronized (this) {
            RunUpdate update = beingWritten.orElseThrow();
            beingWritten = Optional.empty();
            if (!taken) {
                progress = progress.or(update::progress);
                data = data.or(update::data);
                log.putBack(update.log());
                dirty = true;
            }
            more = dirty && !held && !sealed;
            waiting = onSettled;
        }
        waiting.ifPresent(last -> last.accept(rest()));
        if (more) {
            onDirty.accept(this);
        }
    }

    /**
     * The attempt is about to end: what is reported from now on is written with its end. Else a server that is killed just
     * then leaves the error in the log of an attempt that by all else had none.
     */
    synchronized void hold() {
        held = true;
    }

    /**
     * Take nothing more. Whatever is reported afterwards goes nowhere.
     *
     * @param last given what is to be written with the end of the attempt, once all before is settled
     */
    void seal(Consumer<RunUpdate> last) {
        synchronized (this) {
            sealed = true;
            if (beingWritten.isPresent()) {
                onSettled = Optional.of(last);
                return;
            }
        }
        last.accept(rest());
    }

    private synchronized RunUpdate rest() {
        return drain();
    }

    private RunUpdate drain() {
        RunUpdate update = new RunUpdate(uuid, fence, progress, log.drain(), data);
        progress = Optional.empty();
        data = Optional.empty();
        dirty = false;
        return update;
    }
}
