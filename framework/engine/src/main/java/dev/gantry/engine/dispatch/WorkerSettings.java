package dev.gantry.engine.dispatch;

import static java.util.Objects.requireNonNull;

import java.time.Duration;

/**
 * How a worker takes part.
 *
 * @param name tells this worker from all others, also from earlier ones on the same machine
 * @param host the machine it runs on
 * @param version the version of its Gantry
 * @param slots how many runs it executes at once
 * @param lease how long a run stays its own if it stops renewing; renewed after a third of that
 * @param grace how long its runs may go on when it is asked to retire
 */
public record WorkerSettings(String name, String host, String version, int slots, Duration lease, Duration grace) {

    private static final Duration GRACE = Duration.ofSeconds(10);

    /** A worker of this machine, for which nobody asks. */
    public WorkerSettings(String name, int slots, Duration lease) {
        this(name, "localhost", "development", slots, lease, GRACE);
    }

    public WorkerSettings {
        requireNonNull(name, "name is null");
        requireNonNull(host, "host is null");
        requireNonNull(version, "version is null");
        requireNonNull(grace, "grace is null");
        requireNonNull(lease, "lease is null");
        if (slots < 0) {
            throw new IllegalArgumentException("slots is %d; expected zero or more".formatted(slots));
        }
    }
}
