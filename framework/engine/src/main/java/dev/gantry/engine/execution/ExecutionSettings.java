package dev.gantry.engine.execution;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;
import java.time.Duration;

/**
 * How attempts are executed.
 *
 * @param workFolder where runs have their folders
 * @param maxDataBytes how large the data of a run may be, as JSON
 * @param patience how long an attempt that has to stop may take to notice by itself before its thread is interrupted,
 *     and the time between further interrupts
 * @param leaveBehind how long after the first interrupt the thread is left behind and the attempt ended without it
 */
public record ExecutionSettings(Path workFolder, int maxDataBytes, Duration patience, Duration leaveBehind) {

    /** The defaults: 8 MiB of data, 500 ms of patience, left behind after 5 s. */
    public static ExecutionSettings defaults(Path workFolder) {
        return new ExecutionSettings(workFolder, 8 << 20, Duration.ofMillis(500), Duration.ofSeconds(5));
    }

    public ExecutionSettings {
        requireNonNull(workFolder, "workFolder is null");
        requireNonNull(patience, "patience is null");
        requireNonNull(leaveBehind, "leaveBehind is null");
    }
}
