package dev.gantry.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.function.Consumer;

/** Walks the schemas within a schema, and nothing else of it: a default or a property may be called like a keyword. */
final class SubSchemas {

    private static final String REFERENCE = "#/definitions/";

    private SubSchemas() {}

    /** Visit a schema and all below it, the inner ones first. */
    static void visit(ObjectNode schema, Consumer<ObjectNode> visitor) {
        for (String keyword : List.of("definitions", "properties")) {
            schema.path(keyword).forEach(each -> descend(each, visitor));
        }
        for (String keyword : List.of("allOf", "anyOf", "oneOf")) {
            schema.path(keyword).forEach(each -> descend(each, visitor));
        }
        for (String keyword : List.of("items", "additionalProperties", "propertyNames")) {
            descend(schema.path(keyword), visitor);
        }
        visitor.accept(schema);
    }

    private static void descend(JsonNode schema, Consumer<ObjectNode> visitor) {
        if (schema instanceof ObjectNode object) {
            visit(object, visitor);
        }
    }

    static String reference(String name) {
        return REFERENCE + name;
    }

    /** The name of the definition that a schema refers to; empty if it refers to none. */
    static String target(JsonNode schema) {
        String reference = schema.path("$ref").asText();
        return reference.startsWith(REFERENCE) ? reference.substring(REFERENCE.length()) : "";
    }
}
