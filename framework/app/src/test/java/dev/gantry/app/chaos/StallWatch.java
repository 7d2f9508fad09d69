package dev.gantry.app.chaos;

import dev.gantry.app.chaos.ClusterHistory.Stall;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;

/** Notices when the machine does nothing: then this process does not come to its turn either. */
final class StallWatch implements AutoCloseable {

    private static final Duration BEAT = Duration.ofMillis(50);
    private static final Duration LATE = Duration.ofMillis(150);

    private final List<Stall> stalls = new CopyOnWriteArrayList<>();
    private final Thread thread = new Thread(this::watch, "chaos-stall-watch");
    private volatile boolean closed;

    StallWatch() {
        thread.setDaemon(true);
        thread.start();
    }

    private void watch() {
        Instant last = Instant.now();
        while (!closed) {
            LockSupport.parkNanos(BEAT.toNanos());
            Instant now = Instant.now();
            if (Duration.between(last, now).compareTo(LATE) > 0) {
                stalls.add(new Stall(last, now));
            }
            last = now;
        }
    }

    /** When it did nothing so far. */
    List<Stall> stalls() {
        return List.copyOf(stalls);
    }

    @Override
    public void close() {
        closed = true;
    }
}
