package dev.gantry.client.wire;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.util.List;
import java.util.UUID;

/**
 * How something stands that is done to many runs. On the wire, the counts stand beside the other members.
 *
 * @param id what to ask by how it stands
 * @param action {@code cancel retry}
 * @param counts how many runs there are and were
 * @param finished whether it is over
 * @param failures the first 20 that failed
 */
public record BulkState(
        UUID id, String action, @JsonUnwrapped Counts counts, boolean finished, List<Failure> failures) {

    public BulkState {
        requireNonNull(id, "id is null");
        requireNonNull(action, "action is null");
        failures = List.copyOf(failures);
    }

    /**
     * How many runs there are and were.
     *
     * @param total the runs that it is done to
     * @param done those that it was done to
     * @param changed those of them that it changed
     * @param unchanged those of them that there was nothing to do to
     * @param failed those of them that it failed for
     */
    public record Counts(int total, int done, int changed, int unchanged, int failed) {}

    /**
     * A run that it failed for.
     *
     * @param uuid the run
     * @param detail why
     */
    public record Failure(UUID uuid, String detail) {}
}
