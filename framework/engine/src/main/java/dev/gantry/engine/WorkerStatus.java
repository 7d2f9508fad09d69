package dev.gantry.engine;

import static java.util.Objects.requireNonNull;

import dev.gantry.store.worker.WorkerState;
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
public record WorkerStatus(String name, WorkerState state, int slots, List<UUID> running, int threadsLeftBehind) {

    public WorkerStatus {
        requireNonNull(name, "name is null");
        requireNonNull(state, "state is null");
        running = List.copyOf(running);
    }
}
