package dev.gantry.client.wire;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.Map;

/**
 * A run to be queued at an address. What is null is not said; only the job has to be. On the wire, the members of its options
 * stand beside the others.
 *
 * @param job the path of the job below the base path, or its job type
 * @param params an object
 * @param config free settings
 * @param target where the job does its work
 * @param options the rest
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record RunOrder(
        String job,
        JsonNode params,
        Map<String, Object> config,
        TargetEntry target,
        @JsonUnwrapped Options options) {

    /**
     * What is said of a run besides.
     *
     * @param description free text
     * @param tags names and values
     * @param priority of the runs that are due, higher goes first
     * @param runAt when the run is due
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Options(String description, Map<String, String> tags, Integer priority, Instant runAt) {}
}
