package dev.gantry.client.wire;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.UUID;

/**
 * The answer to a submit that waited ({@code Prefer: wait=N}).
 *
 * @param uuid the run
 * @param completeness from 0 to 1
 * @param result the result code, -1 until the run is finished
 * @param data what the run produced; null until it is finished
 */
public record Outcome(
        UUID uuid,
        double completeness,
        int result,
        @JsonInclude(JsonInclude.Include.NON_NULL) JsonNode data) {

    public Outcome {
        requireNonNull(uuid, "uuid is null");
    }
}
