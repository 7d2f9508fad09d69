package dev.gantry.engine;

import dev.gantry.engine.time.Timers;
import dev.gantry.store.RunStore;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Drops finished runs once they have been kept long enough. */
final class RetentionKeeper implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(RetentionKeeper.class);
    private static final Duration LONGEST_BETWEEN = Duration.ofMinutes(10);
    private static final Duration SHORTEST_BETWEEN = Duration.ofSeconds(1);

    private final RunStore store;
    private final Timers timers;
    private final Duration retention;
    private volatile boolean closed;

    RetentionKeeper(RunStore store, Timers timers, Duration retention) {
        this.store = store;
        this.timers = timers;
        this.retention = retention;
    }

    void start() {
        timers.after(between(), this::drop);
    }

    /** So often that no run is kept for much longer than it was meant to be. */
    private Duration between() {
        Duration part = retention.dividedBy(4);
        Duration bounded = part.compareTo(LONGEST_BETWEEN) < 0 ? part : LONGEST_BETWEEN;
        return bounded.compareTo(SHORTEST_BETWEEN) > 0 ? bounded : SHORTEST_BETWEEN;
    }

    private void drop() {
        if (closed) {
            return;
        }
        start();
        var unused = store.dropFinishedBefore(timers.instant().minus(retention)).whenComplete((count, failure) -> {
            if (failure != null) {
                log.warn("runs past their retention could not be dropped: {}", failure.toString());
            } else if (count > 0) {
                log.info("dropped {} runs that finished more than {} ago", count, retention);
            }
        });
    }

    @Override
    public void close() {
        closed = true;
    }
}
