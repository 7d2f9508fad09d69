package dev.gantry.engine;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.UUID;

/**
 * What a worker is doing.
 *
 * @param name the worker's name
 * @param state in ZeroG's words
 * @param slots how many runs it executes at once
 * @param running the runs whose attempts it executes
 * @param threadsLeftBehind how many threads of ended attempts ignore interrupts and are still at work
 */
public record WorkerStatus(String name, State state, int slots, List<UUID> running, int threadsLeftBehind) {

    /** What a worker takes and does. */
    public enum State {
        /** Takes runs and executes none. */
        activeIdle,
        /** Takes runs and executes some. */
        activeRunning,
        /** Takes no runs and executes none. */
        drainingIdle,
        /** Takes no runs and still executes some. */
        drainingRunning,
        /** Takes no runs, and never will again. */
        drainingDown
    }

    public WorkerStatus {
        requireNonNull(name, "name is null");
        requireNonNull(state, "state is null");
        running = List.copyOf(running);
    }
}
