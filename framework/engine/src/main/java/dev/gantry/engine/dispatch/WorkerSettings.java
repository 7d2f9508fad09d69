package dev.gantry.engine.dispatch;

import static java.util.Objects.requireNonNull;

import java.time.Duration;

/**
 * How a worker takes part.
 *
 * @param name tells this worker from all others, also from earlier ones on the same machine
 * @param slots how many runs it executes at once
 * @param lease how long a run stays its own if it stops renewing; renewed after a third of that
 */
public record WorkerSettings(String name, int slots, Duration lease) {

    public WorkerSettings {
        requireNonNull(name, "name is null");
        requireNonNull(lease, "lease is null");
        if (slots < 0) {
            throw new IllegalArgumentException("slots is %d; expected zero or more".formatted(slots));
        }
    }
}
