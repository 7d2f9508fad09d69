package dev.gantry.engine.simulation;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** A clock of the simulated world, which may be set: what is measured from now on is not moved by that. */
final class SimulatedClock implements InstantSource {

    private static final Instant BEGINNING = Instant.parse("2026-01-01T00:00:00Z");

    private final Scheduler scheduler;
    private boolean setBack;
    private Duration ahead = Duration.ZERO;

    SimulatedClock(Scheduler scheduler) {
        this.scheduler = scheduler;
    }

    @Override
    public Instant instant() {
        return BEGINNING.plusMillis(scheduler.now()).plus(ahead);
    }

    /** Whether it ever showed a moment twice. */
    boolean wasSetBack() {
        return setBack;
    }

    void step(Duration by) {
        setBack |= by.isNegative();
        ahead = ahead.plus(by);
    }
}
