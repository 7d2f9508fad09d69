package dev.gantry.http.view;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gantry.client.wire.WireJson;
import dev.gantry.store.RunBody;
import java.util.Optional;

/** What a run produced, as it is shown: always one JSON object. */
public final class RunData {

    private RunData() {}

    /** {@code {}} if there is none; a value that is no object as {@code {"output": value}}. */
    public static String json(Optional<RunBody> body) {
        String data = body.flatMap(RunBody::data).orElse("{}");
        return data.stripLeading().startsWith("{") ? data : "{\"output\":" + data + "}";
    }

    /** The same, read. */
    public static ObjectNode tree(Optional<RunBody> body) {
        return read(json(body));
    }

    /** Read JSON text that a store keeps. */
    public static ObjectNode read(String stored) {
        try {
            return WireJson.mapper().readValue(stored, ObjectNode.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("what the store keeps is not a JSON object", e);
        }
    }
}
