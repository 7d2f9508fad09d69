package dev.gantry.engine;

import static java.util.Objects.requireNonNull;

import dev.gantry.engine.dispatch.WorkerSettings;
import dev.gantry.engine.execution.ExecutionSettings;
import java.nio.file.Path;
import java.time.Duration;

/**
 * How an engine works.
 *
 * @param worker how it takes part
 * @param execution how it executes attempts
 * @param maxQueued how many runs may be queued before submits are refused
 * @param maxFileBytes how large a file of a run may be
 * @param retention how long finished runs are kept
 */
public record EngineSettings(
        WorkerSettings worker, ExecutionSettings execution, long maxQueued, long maxFileBytes, Duration retention) {

    private static final long MAX_FILE_BYTES = 4L << 30;

    /**
     * The defaults: a lease of 30 s, 10 million queued runs, files of up to 4 GiB, finished ones kept for 30 days.
     *
     * @param workerName tells this worker from all others
     * @param slots how many runs are executed at once
     * @param workFolder where runs have their folders
     */
    public static EngineSettings defaults(String workerName, int slots, Path workFolder) {
        return new EngineSettings(
                new WorkerSettings(workerName, slots, Duration.ofSeconds(30)),
                ExecutionSettings.defaults(workFolder),
                10_000_000,
                Duration.ofDays(30));
    }

    /** With files of up to 4 GiB. */
    public EngineSettings(WorkerSettings worker, ExecutionSettings execution, long maxQueued, Duration retention) {
        this(worker, execution, maxQueued, MAX_FILE_BYTES, retention);
    }

    public EngineSettings {
        requireNonNull(worker, "worker is null");
        requireNonNull(execution, "execution is null");
        requireNonNull(retention, "retention is null");
    }
}
