package dev.gantry.store.tck;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicReference;

/** A clock that stands still until it is moved. Thread-safe. */
public final class MovableClock implements InstantSource {

    /** Where a new clock stands, down to the microsecond, so that a store that cuts moments shorter is found out. */
    public static final Instant START = Instant.parse("2026-11-21T08:00:00.123456Z");

    private final AtomicReference<Instant> now = new AtomicReference<>(START);

    @Override
    public Instant instant() {
        return now.get();
    }

    /** Move on; returns the new moment. */
    public Instant advance(Duration by) {
        requireNonNull(by, "by is null");
        return now.updateAndGet(moment -> moment.plus(by));
    }
}
