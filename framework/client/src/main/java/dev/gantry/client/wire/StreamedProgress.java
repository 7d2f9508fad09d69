package dev.gantry.client.wire;

import static java.util.Objects.requireNonNull;

/**
 * How far a run has come, as told by its stream: the data of a {@code progress} and of the {@code done} event.
 *
 * @param completeness from 0 to 1
 * @param result the result code, -1 until the run is finished
 * @param state {@code QUEUED RUNNING SUCCEEDED FAILED CANCELLED}
 * @param attempts how many attempts were begun
 */
public record StreamedProgress(double completeness, int result, String state, int attempts) {

    public StreamedProgress {
        requireNonNull(state, "state is null");
    }
}
