package dev.gantry.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.File;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.URI;
import java.net.URL;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.MonthDay;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.Period;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Currency;
import java.util.Date;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * The schemas of the types that are one JSON value: what Jackson reads and writes them as. A number says in its format
 * which Java type it is; {@link Draft7} makes of that what is published and what is checked.
 */
final class Scalars {

    private static final Map<Class<?>, ObjectNode> SCHEMAS = new HashMap<>();

    static {
        put("integer", "int8", byte.class, Byte.class);
        put("integer", "int16", short.class, Short.class);
        put("integer", "int32", int.class, Integer.class, OptionalInt.class, Year.class);
        put("integer", "int64", long.class, Long.class, OptionalLong.class);
        put("integer", "integer", BigInteger.class);
        put("number", "float", float.class, Float.class);
        put("number", "double", double.class, Double.class, OptionalDouble.class);
        put("number", null, BigDecimal.class, Number.class);
        put("boolean", null, boolean.class, Boolean.class);
        put("string", null, String.class, CharSequence.class, Period.class, YearMonth.class, MonthDay.class);
        put("string", null, ZoneId.class, ZoneOffset.class, Locale.class, Currency.class, Charset.class);
        put("string", null, File.class, Path.class, InetAddress.class, Pattern.class);
        put("string", "date", LocalDate.class);
        put("string", "date-time", Instant.class, OffsetDateTime.class, ZonedDateTime.class, Date.class);
        put("string", "date-time-local", LocalDateTime.class);
        put("string", "time", OffsetTime.class);
        put("string", "time-local", LocalTime.class);
        put("string", "duration", Duration.class);
        put("string", "uuid", UUID.class);
        put("string", "uri", URI.class, URL.class);
        put("string", null, byte[].class);
        put("object", null, ObjectNode.class);
        put("array", null, ArrayNode.class);
        put(null, null, Object.class, JsonNode.class);
        put("string", null, char.class, Character.class);
        SCHEMAS.get(char.class).put("minLength", 1).put("maxLength", 1);
        SCHEMAS.get(Character.class).put("minLength", 1).put("maxLength", 1);
        SCHEMAS.get(byte[].class).put("contentEncoding", "base64");
    }

    private Scalars() {}

    private static void put(String type, String format, Class<?>... classes) {
        for (Class<?> each : classes) {
            ObjectNode schema = JsonNodeFactory.instance.objectNode();
            if (type != null) {
                schema.put("type", type);
            }
            if (format != null) {
                schema.put("format", format);
            }
            SCHEMAS.put(each, schema);
        }
    }

    /** A schema of one's own to add to, if the class is one of these. */
    static Optional<ObjectNode> schemaOf(Class<?> type) {
        return Optional.ofNullable(SCHEMAS.get(type)).map(ObjectNode::deepCopy);
    }

    /** Whether instances are written as a JSON string. */
    static boolean isText(Class<?> type) {
        ObjectNode schema = SCHEMAS.get(type);
        return schema != null && schema.path("type").asText().equals("string");
    }

    static boolean isScalar(Class<?> type) {
        return SCHEMAS.containsKey(type);
    }
}
