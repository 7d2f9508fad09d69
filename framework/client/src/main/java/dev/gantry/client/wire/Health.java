package dev.gantry.client.wire;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * How a server is.
 *
 * @param status {@code UP}, or {@code DOWN} if it cannot take runs
 * @param version the version of the server
 * @param trouble why the store cannot take anything; null if it can
 * @param worker the worker of this process
 * @param queued how many runs are queued, of all jobs
 */
public record Health(
        String status,
        String version,
        @JsonInclude(JsonInclude.Include.NON_NULL) String trouble,
        Worker worker,
        long queued) {

    /** The status of a server that takes runs. */
    public static final String UP = "UP";

    /** The status of a server that cannot take runs. */
    public static final String DOWN = "DOWN";

    public Health {
        requireNonNull(status, "status is null");
        requireNonNull(worker, "worker is null");
    }

    /**
     * A worker.
     *
     * @param name its name
     * @param state {@code activeIdle activeRunning drainingIdle drainingRunning drainingDown}
     * @param slots how many runs it can execute at once
     * @param running how many it executes
     * @param threadsLeftBehind threads of ended attempts that ignore interrupts and are still at work
     */
    public record Worker(String name, String state, int slots, int running, int threadsLeftBehind) {

        public Worker {
            requireNonNull(name, "name is null");
            requireNonNull(state, "state is null");
        }
    }
}
