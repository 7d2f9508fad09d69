package dev.gantry.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Makes of a generated schema the two that are used.
 *
 * <p>The published one writes integers as the service that Gantry follows does: {@code number} with the format
 * {@code integer}, which lets 1.5 through, and an {@code int} to the letter: without its range, and so a {@code long},
 * whose range no browser could hold. Of narrower integers it has the range. The checked one, seen by nobody, knows
 * integers and the range of each Java type.
 */
final class Draft7 {

    private static final Set<String> INTEGERS = Set.of("int8", "int16", "int32", "int64", "integer");

    private static final Set<String> NARROW = Set.of("int8", "int16");

    private static final Map<String, Range> RANGES = Map.of(
            "int8", Range.of(Byte.MIN_VALUE, Byte.MAX_VALUE),
            "int16", Range.of(Short.MIN_VALUE, Short.MAX_VALUE),
            "int32", Range.of(Integer.MIN_VALUE, Integer.MAX_VALUE),
            "int64", Range.of(Long.MIN_VALUE, Long.MAX_VALUE),
            "float", Range.of(new BigDecimal(Float.MAX_VALUE)),
            "double", Range.of(new BigDecimal(Double.MAX_VALUE)));

    private Draft7() {}

    static ObjectNode published(ObjectNode generated) {
        ObjectNode root = generated.deepCopy();
        SubSchemas.visit(root, schema -> {
            String format = schema.path("format").asText();
            if (NARROW.contains(format)) {
                RANGES.get(format).narrow(schema);
            }
            if (INTEGERS.contains(format)) {
                schema.put("type", "number").put("format", "integer");
            } else if (RANGES.containsKey(format)) {
                schema.remove("format");
            }
            if (schema.path("writeOnly").asBoolean()) {
                schema.remove("default");
            }
        });
        return root;
    }

    static ObjectNode checked(ObjectNode generated) {
        ObjectNode root = generated.deepCopy();
        SubSchemas.visit(root, schema -> {
            String format = schema.path("format").asText();
            if (RANGES.containsKey(format)) {
                RANGES.get(format).narrow(schema);
            }
            if (RANGES.containsKey(format) || INTEGERS.contains(format)) {
                schema.remove("format");
            }
            if (schema.path("anyOf") instanceof ArrayNode branches) {
                Subtypes.choose(schema, branches, root);
            }
        });
        return root;
    }

    /** What a Java type can hold. */
    private record Range(BigDecimal min, BigDecimal max) {

        static Range of(long min, long max) {
            return new Range(BigDecimal.valueOf(min), BigDecimal.valueOf(max));
        }

        static Range of(BigDecimal max) {
            return new Range(max.negate(), max);
        }

        /** Add the bounds that are not within those of the schema: what an author wrote says more. */
        void narrow(ObjectNode schema) {
            if (!has(schema, "minimum", bound -> bound.compareTo(min) >= 0)
                    && !has(schema, "exclusiveMinimum", bound -> bound.compareTo(min) >= 0)) {
                schema.put("minimum", min);
            }
            if (!has(schema, "maximum", bound -> bound.compareTo(max) <= 0)
                    && !has(schema, "exclusiveMaximum", bound -> bound.compareTo(max) <= 0)) {
                schema.put("maximum", max);
            }
        }

        private static boolean has(ObjectNode schema, String keyword, Predicate<BigDecimal> bound) {
            JsonNode value = schema.get(keyword);
            return value != null && bound.test(value.decimalValue());
        }
    }
}
