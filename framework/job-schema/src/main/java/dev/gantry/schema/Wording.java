package dev.gantry.schema;

import static java.util.stream.Collectors.joining;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.MathContext;
import java.util.Map;
import java.util.stream.StreamSupport;

/** Says in English what a schema expects and what a value is. */
final class Wording {

    private static final int SHOWN = 60;
    private static final int NAMES_SHOWN = 20;

    private static final Map<String, String> FORMATS = Map.ofEntries(
            Map.entry("date", "a date such as 2024-12-31"),
            Map.entry("date-time", "a date and time with offset such as 2024-12-31T23:59:00Z"),
            Map.entry("date-time-local", "a date and time without offset such as 2024-12-31T23:59:00"),
            Map.entry("time", "a time with offset such as 23:59:00Z"),
            Map.entry("time-local", "a time such as 23:59:00"),
            Map.entry("duration", "an ISO 8601 duration such as PT1M30S or P2D"),
            Map.entry("uuid", "a UUID such as d5de4383-ea62-47a0-85fd-419762c457c6"),
            Map.entry("uri", "an absolute URI such as https://example.org/a"),
            Map.entry("email", "an e-mail address"));

    private Wording() {}

    /**
     * What a keyword of a schema expects.
     *
     * @return null for a keyword that is not known here
     */
    static String expected(String keyword, JsonNode value) {
        return switch (keyword) {
            case "type" -> kind(value.asText());
            case "enum" -> value.size() == 1 ? shown(value.get(0)) : "one of " + list(value);
            case "const" -> shown(value);
            case "minimum" -> "at least " + shown(value);
            case "maximum" -> "at most " + shown(value);
            case "exclusiveMinimum" -> "more than " + shown(value);
            case "exclusiveMaximum" -> "less than " + shown(value);
            case "minLength" -> "at least " + counted(value, "character");
            case "maxLength" -> "at most " + counted(value, "character");
            case "minItems" -> "at least " + counted(value, "element");
            case "maxItems" -> "at most " + counted(value, "element");
            case "minProperties" -> "at least " + counted(value, "entry");
            case "maxProperties" -> "at most " + counted(value, "entry");
            case "uniqueItems" -> "no element twice";
            case "contentEncoding" -> "bytes in base64";
            case "format" -> FORMATS.getOrDefault(value.asText(), "the format " + value.asText());
            case "pattern" ->
                value.asText().equals(ComponentConstraints.NOT_BLANK)
                        ? "text that is not blank"
                        : "text that matches " + value.asText();
            default -> null;
        };
    }

    private static String counted(JsonNode count, String noun) {
        if (count.asInt() == 1) {
            return "1 " + noun;
        }
        return count.asText() + " " + (noun.endsWith("y") ? noun.substring(0, noun.length() - 1) + "ies" : noun + "s");
    }

    /** A kind of value with its article. */
    private static String kind(String type) {
        return switch (type) {
            case "integer", "object", "array" -> "an " + type;
            case "boolean" -> "true or false";
            case "null" -> "null";
            default -> "a " + type;
        };
    }

    /** A value as it was there: its kind, and itself where it is short. */
    static String found(JsonNode value) {
        return switch (value.getNodeType()) {
            case STRING -> "the string " + shown(value);
            case OBJECT -> "an object";
            case ARRAY -> "an array of " + value.size();
            case MISSING -> "nothing";
            default -> shown(value);
        };
    }

    /** The kind of a value that must not be told. */
    static String foundSecret(JsonNode value) {
        return switch (value.getNodeType()) {
            case STRING -> "another string (a secret, not shown)";
            case OBJECT, ARRAY, MISSING, NULL -> found(value);
            case NUMBER -> "another number (a secret, not shown)";
            default -> "another value (a secret, not shown)";
        };
    }

    static String list(JsonNode values) {
        String some = StreamSupport.stream(values.spliterator(), false)
                .limit(NAMES_SHOWN)
                .map(Wording::shown)
                .collect(joining(", "));
        return values.size() > NAMES_SHOWN ? some + ", …" : some;
    }

    static String shown(JsonNode value) {
        String text = value.toString();
        if (text.length() <= SHOWN) {
            return text;
        }
        return value.isNumber()
                ? value.decimalValue().round(MathContext.DECIMAL64).toString()
                : text.substring(0, text.offsetByCodePoints(0, SHOWN / 2)) + "…\"";
    }
}
