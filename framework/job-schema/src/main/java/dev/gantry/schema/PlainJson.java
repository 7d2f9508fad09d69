package dev.gantry.schema;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * JSON as plain values: maps in the order of their names, lists, strings, numbers, booleans and null. It knows no other
 * classes, so that nothing of a plugin can be caught in it.
 */
public final class PlainJson {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private PlainJson() {}

    /**
     * Read a text.
     *
     * @throws UnreadableJsonException as {@link JobInput#parse}
     */
    public static Object read(String json) throws UnreadableJsonException {
        return plain(StrictJson.read(requireNonNull(json, "json is null")));
    }

    /** The plain value of a tree. */
    public static Object plain(JsonNode node) {
        if (node.isObject()) {
            Map<String, Object> map = new LinkedHashMap<>();
            node.properties().forEach(property -> map.put(property.getKey(), plain(property.getValue())));
            return Collections.unmodifiableMap(map);
        }
        if (node.isArray()) {
            List<Object> list = new ArrayList<>();
            node.forEach(element -> list.add(plain(element)));
            return Collections.unmodifiableList(list);
        }
        if (node.isNumber()) {
            return number(node);
        }
        if (node.isBoolean()) {
            return node.booleanValue();
        }
        return node.isNull() ? null : node.asText();
    }

    /** A fraction is a double, as Jackson reads it too, unless it is too large for one. */
    private static Number number(JsonNode node) {
        return node.isBigDecimal() && Double.isFinite(node.doubleValue()) ? node.doubleValue() : node.numberValue();
    }

    /**
     * Write a value.
     *
     * @throws IllegalArgumentException if it is not plain
     */
    public static String write(Object plain) {
        return node(plain).toString();
    }

    private static JsonNode node(Object plain) {
        if (plain instanceof Map<?, ?> map) {
            ObjectNode object = NODES.objectNode();
            map.forEach((name, value) -> object.set(String.valueOf(name), node(value)));
            return object;
        }
        if (plain instanceof Collection<?> elements) {
            ArrayNode array = NODES.arrayNode();
            elements.forEach(element -> array.add(node(element)));
            return array;
        }
        if (plain instanceof Number number) {
            return number(number);
        }
        if (plain instanceof Boolean bool) {
            return NODES.booleanNode(bool);
        }
        if (plain instanceof String text) {
            return NODES.textNode(text);
        }
        if (plain == null) {
            return NODES.nullNode();
        }
        throw notPlain(plain);
    }

    private static JsonNode number(Number number) {
        if (number instanceof BigDecimal decimal) {
            return NODES.numberNode(decimal);
        }
        if (number instanceof BigInteger integer) {
            return NODES.numberNode(integer);
        }
        if (number instanceof Double || number instanceof Float) {
            double value = number.doubleValue();
            if (!Double.isFinite(value)) {
                throw new IllegalArgumentException("%s is no number of JSON".formatted(value));
            }
            return NODES.numberNode(new BigDecimal(number.toString()));
        }
        if (number instanceof Long || number instanceof Integer || number instanceof Short || number instanceof Byte) {
            return NODES.numberNode(number.longValue());
        }
        throw notPlain(number);
    }

    private static IllegalArgumentException notPlain(Object value) {
        return new IllegalArgumentException(
                "a %s is no plain value; expected a map, a list, a string, a number, a boolean or null"
                        .formatted(value.getClass().getName()));
    }
}
