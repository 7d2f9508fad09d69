package dev.gantry.engine.time;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** A clock that can also call back. Thread-safe. */
public interface Timers extends InstantSource, AutoCloseable {

    /**
     * Call back once, at a moment or as soon as possible if that has passed.
     *
     * @param action must not block
     */
    Timer at(Instant moment, Runnable action);

    /** Call back once, after a time. */
    default Timer after(Duration delay, Runnable action) {
        return at(instant().plus(delay), action);
    }

    /** Call nobody back any more. A second close does nothing. */
    @Override
    void close();

    /** A call that is due some time. */
    interface Timer {

        /** Do not call, if it has not begun yet. */
        void cancel();
    }
}
