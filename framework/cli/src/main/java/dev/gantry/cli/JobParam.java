package dev.gantry.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.List;

/**
 * One param of a job, as its schema describes it.
 *
 * @param name its name
 * @param schema its schema
 * @param required whether it must be given
 */
record JobParam(String name, JsonNode schema, boolean required) {

    private static final ObjectMapper mapper = new ObjectMapper();

    /** The params of a job, in the order of its schema. */
    static List<JobParam> of(JsonNode postSchema) {
        JsonNode params = postSchema.path("definitions").path("Params");
        List<String> required = new ArrayList<>();
        params.path("required").forEach(name -> required.add(name.asText()));
        List<JobParam> all = new ArrayList<>();
        params.path("properties")
                .properties()
                .forEach(property -> all.add(
                        new JobParam(property.getKey(), property.getValue(), required.contains(property.getKey()))));
        return all;
    }

    boolean isSwitch() {
        return schema.path("type").asText().equals("boolean");
    }

    /**
     * Turn what was typed into what the schema wants. What cannot be turned stays text: the server says what is wrong
     * with it, in the same words as for everybody.
     */
    JsonNode value(String typed) {
        if (schema.path("type").asText().equals("string")) {
            return TextNode.valueOf(typed);
        }
        try {
            return mapper.readTree(typed);
        } catch (JsonProcessingException notJson) {
            return TextNode.valueOf(typed);
        }
    }

    /** A line of help. */
    String help() {
        String type = schema.path("format").asText(schema.path("type").asText("json"));
        String ending = schema.has("default") ? "default " + schema.get("default") : required ? "required" : "";
        return "  --%-20s %-10s %s %s"
                .formatted(name, type, schema.path("description").asText(""), ending)
                .stripTrailing();
    }
}
