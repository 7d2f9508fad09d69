package dev.gantry.engine.time;

import static java.util.Objects.requireNonNull;

import java.security.SecureRandom;
import java.util.random.RandomGenerator;

/**
 * All that an engine takes from the machine it works on. A simulation gives it one of its own, in which nothing happens but
 * what a seed decides.
 *
 * @param timers the engine's time: when runs are due, how long jobs may take
 * @param wall real time, for waiting on real threads and disks; closed with the engine
 * @param threads how work is handed on and waited for
 * @param random what the ids of runs are drawn from
 */
public record Machine(Timers timers, Timers wall, Threads threads, RandomGenerator random) {

    public Machine {
        requireNonNull(timers, "timers is null");
        requireNonNull(wall, "wall is null");
        requireNonNull(threads, "threads is null");
        requireNonNull(random, "random is null");
    }

    /** This machine, by the engine's time. */
    public static Machine real(Timers timers) {
        return new Machine(timers, new SystemTimers("gantry-wall"), new SystemThreads(), new SecureRandom());
    }
}
