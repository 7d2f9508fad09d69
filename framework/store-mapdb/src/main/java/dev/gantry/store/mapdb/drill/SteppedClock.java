package dev.gantry.store.mapdb.drill;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** The system's clock with steps in it. Thread-safe. */
final class SteppedClock implements InstantSource {

    private static final long LOOK_EVERY = Duration.ofMillis(10).toNanos();

    private final InstantSource system = InstantSource.system();
    private final Switchboard switches;
    private volatile long offset;
    private volatile long lookedAt = System.nanoTime() - LOOK_EVERY;

    SteppedClock(Switchboard switches) {
        this.switches = switches;
    }

    @Override
    public Instant instant() {
        long now = System.nanoTime();
        if (now - lookedAt >= LOOK_EVERY) {
            lookedAt = now;
            offset = switches.get(Switchboard.Switch.CLOCK).map(Long::parseLong).orElse(0L);
        }
        return system.instant().plusMillis(offset);
    }
}
