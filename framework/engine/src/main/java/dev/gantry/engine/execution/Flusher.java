package dev.gantry.engine.execution;

import dev.gantry.engine.time.Timers;
import dev.gantry.store.RunStore;
import dev.gantry.store.RunUpdate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands what attempts report to the store, together and at most every 100 ms, so that no job waits for a disk and none
 * keeps it busy. What the store cannot take at the moment is offered again with what comes next.
 */
final class Flusher {

    private static final Logger log = LoggerFactory.getLogger(Flusher.class);
    private static final Duration GATHER = Duration.ofMillis(100);

    private final RunStore store;
    private final Timers wall;
    private final Queue<RunRecorder> dirty = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean armed = new AtomicBoolean();
    private final AtomicBoolean away = new AtomicBoolean();

    Flusher(RunStore store, Timers wall) {
        this.store = store;
        this.wall = wall;
    }

    void add(RunRecorder recorder) {
        dirty.add(recorder);
        if (armed.compareAndSet(false, true)) {
            wall.after(GATHER, this::flush);
        }
    }

    private void flush() {
        armed.set(false);
        List<RunRecorder> taken = new ArrayList<>();
        List<RunUpdate> updates = new ArrayList<>();
        for (RunRecorder recorder = dirty.poll(); recorder != null; recorder = dirty.poll()) {
            RunRecorder from = recorder;
            recorder.take().ifPresent(update -> {
                taken.add(from);
                updates.add(update);
            });
        }
        if (!updates.isEmpty()) {
            var unused = store.update(updates).whenComplete((stale, failure) -> {
                if (away.getAndSet(failure != null) != (failure != null)) {
                    log.warn(
                            "what runs report {}",
                            failure == null ? "is written again" : "is kept until it can be written: " + failure);
                }
                taken.forEach(from -> from.written(failure == null));
            });
        }
    }
}
