package dev.gantry.client.wire;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * The params of a run, to be submitted again.
 *
 * @param params what was submitted, completed with defaults, without what is secret
 * @param omitted the JSON pointers of what is secret
 */
public record SubmittedParams(ObjectNode params, List<String> omitted) {

    public SubmittedParams {
        requireNonNull(params, "params is null");
        omitted = List.copyOf(omitted);
    }
}
