package dev.gantry.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BigIntegerNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A schema in the form in which values are walked along it: to fill in defaults and to hide secrets. Not changed once it
 * is made; a recursive record makes it refer to itself.
 */
final class Shape {

    private static final TextNode HIDDEN = TextNode.valueOf("***");

    private final Map<String, Shape> properties = new LinkedHashMap<>();
    private final List<Shape> parts = new ArrayList<>();
    private final List<Shape> alternatives = new ArrayList<>();
    private Shape rest;
    private Shape items;
    private JsonNode fallback;
    private JsonNode constant;
    private boolean integer;
    private boolean secret;

    private Shape() {}

    static Shape of(ObjectNode root) {
        return new Shape().read(root, root.path("definitions"), new HashMap<>());
    }

    private Shape read(JsonNode schema, JsonNode definitions, Map<String, Shape> known) {
        fallback = schema.get("default");
        constant = schema.get("const");
        integer = schema.path("type").asText().equals("integer");
        secret = schema.path("writeOnly").asBoolean();
        schema.path("properties")
                .properties()
                .forEach(each -> properties.put(each.getKey(), new Shape().read(each.getValue(), definitions, known)));
        schema.path("allOf").forEach(each -> parts.add(new Shape().read(each, definitions, known)));
        schema.path("anyOf").forEach(each -> alternatives.add(new Shape().read(each, definitions, known)));
        if (schema.path("additionalProperties").isObject()) {
            rest = new Shape().read(schema.get("additionalProperties"), definitions, known);
        }
        if (schema.has("items")) {
            items = new Shape().read(schema.get("items"), definitions, known);
        }
        String target = SubSchemas.target(schema);
        if (!target.isEmpty()) {
            Shape definition = known.get(target);
            if (definition == null) {
                definition = new Shape();
                known.put(target, definition);
                definition.read(definitions.path(target), definitions, known);
            }
            parts.add(definition);
        }
        return this;
    }

    /**
     * Fill in the defaults that are missing in a value, and in what they fill in; write integers as such. Changes the
     * value and gives back what is to stand in its place.
     *
     * @throws TooDeepException past the depth that input may have, as a default that contains itself leads to
     */
    JsonNode complete(JsonNode value) {
        return complete(value, 1);
    }

    private JsonNode complete(JsonNode value, int depth) {
        JsonNode completed = value;
        if (integer && value.isBigDecimal() && value.canConvertToExactIntegral()) {
            completed = BigIntegerNode.valueOf(value.decimalValue().toBigIntegerExact());
        } else if (value.isContainerNode() && depth > JobInput.MAX_DEPTH) {
            throw new TooDeepException();
        } else if (value instanceof ObjectNode object) {
            completeObject(object, depth + 1);
        } else if (value instanceof ArrayNode array && items != null) {
            for (int i = 0; i < array.size(); i++) {
                array.set(i, items.complete(array.get(i), depth + 1));
            }
        }
        for (Shape part : parts) {
            completed = part.complete(completed, depth);
        }
        for (Shape alternative : alternatives) {
            if (alternative.named(completed)) {
                completed = alternative.complete(completed, depth);
            }
        }
        return completed;
    }

    private void completeObject(ObjectNode object, int depth) {
        properties.forEach((name, property) -> {
            JsonNode value = object.get(name);
            JsonNode given = value == null ? property.fallback() : value;
            if (given != null) {
                object.set(name, property.complete(value == null ? given.deepCopy() : given, depth));
            }
        });
        if (rest != null) {
            object.properties().forEach(entry -> {
                if (!properties.containsKey(entry.getKey())) {
                    entry.setValue(rest.complete(entry.getValue(), depth));
                }
            });
        }
    }

    private JsonNode fallback() {
        return fallback != null
                ? fallback
                : parts.stream()
                        .map(part -> part.fallback)
                        .filter(each -> each != null)
                        .findFirst()
                        .orElse(null);
    }

    /** Put {@code "***"} in place of each secret. Changes the value and gives back what is to stand in its place. */
    JsonNode redact(JsonNode value) {
        if (secret && !value.isNull()) {
            return HIDDEN;
        }
        if (value instanceof ObjectNode object) {
            object.properties().forEach(entry -> {
                Shape shape = properties.getOrDefault(entry.getKey(), rest);
                if (shape != null) {
                    entry.setValue(shape.redact(entry.getValue()));
                }
            });
        } else if (value instanceof ArrayNode array && items != null) {
            for (int i = 0; i < array.size(); i++) {
                array.set(i, items.redact(array.get(i)));
            }
        }
        JsonNode redacted = value;
        for (Shape part : parts) {
            redacted = part.redact(redacted);
        }
        boolean oneIsNamed = alternatives.stream().anyMatch(each -> each.named(value));
        for (Shape alternative : alternatives) {
            if (!oneIsNamed || alternative.named(value)) {
                redacted = alternative.redact(redacted);
            }
        }
        return redacted;
    }

    /** Whether a value says that it is of this alternative: it has the constant that tells it apart. */
    private boolean named(JsonNode value) {
        return properties.entrySet().stream()
                        .anyMatch(each -> each.getValue().constant != null
                                && each.getValue().constant.equals(value.get(each.getKey())))
                || parts.stream().anyMatch(part -> part.named(value));
    }

    /** The names that an object at a place of a value may have; empty where there is no object or any name will do. */
    List<String> namesAt(JsonNode value, List<String> path) {
        if (path.isEmpty()) {
            List<String> names = new ArrayList<>(properties.keySet());
            parts.forEach(part -> names.addAll(part.namesAt(value, path)));
            alternatives.stream()
                    .filter(each -> each.named(value))
                    .forEach(each -> names.addAll(each.namesAt(value, path)));
            return names;
        }
        List<String> names = new ArrayList<>();
        List<String> below = path.subList(1, path.size());
        JsonNode child = value.isArray() ? value.path(Integer.parseInt(path.get(0))) : value.path(path.get(0));
        Shape shape = value.isArray() ? items : properties.getOrDefault(path.get(0), rest);
        if (shape != null) {
            names.addAll(shape.namesAt(child, below));
        }
        parts.forEach(part -> names.addAll(part.namesAt(value, path)));
        alternatives.stream()
                .filter(each -> each.named(value))
                .forEach(each -> names.addAll(each.namesAt(value, path)));
        return names;
    }
}
