package dev.gantry.store;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import java.util.UUID;

/**
 * What an attempt reports of its run.
 *
 * @param uuid the run
 * @param fence the fence under which the run was claimed
 * @param progress the new progress; absent: as it was
 * @param log what is added to the log
 * @param data the new data as JSON text; absent: as it was
 */
public record RunUpdate(UUID uuid, long fence, Optional<Progress> progress, LogBatch log, Optional<String> data) {

    public RunUpdate {
        requireNonNull(uuid, "uuid is null");
        requireNonNull(progress, "progress is null");
        requireNonNull(log, "log is null");
        requireNonNull(data, "data is null");
    }

    /** Nothing to report. */
    public static RunUpdate nothing(UUID uuid, long fence) {
        return new RunUpdate(uuid, fence, Optional.empty(), LogBatch.EMPTY, Optional.empty());
    }
}
