package dev.gantry.client.wire;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * What a job takes.
 *
 * @param postSchema the JSON Schema of its params
 */
public record PostSchema(JsonNode postSchema) {

    public PostSchema {
        requireNonNull(postSchema, "postSchema is null");
    }
}
