package dev.gantry.schema;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.BeanDescription;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.introspect.BeanPropertyDefinition;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Set;

/** Writes and reads the data of a job. Immutable and thread-safe. */
public final class DataType {

    private final JavaType type;
    private final ObjectReader reader;
    private final ObjectWriter writer;
    private final Set<String> names;

    DataType(JavaType type, ObjectMapper mapper) {
        this.type = type;
        // what an older version of the job left may have properties that this one no longer knows
        this.reader = mapper.readerFor(type).without(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);
        this.writer = type.isJavaLangObject() ? mapper.writer() : mapper.writerFor(type);
        this.names = namesOf(type, mapper);
    }

    private static Set<String> namesOf(JavaType type, ObjectMapper mapper) {
        Set<String> names = new LinkedHashSet<>();
        if (!type.isContainerType() && !type.isReferenceType() && !type.isPrimitive() && !type.isEnumType()) {
            BeanDescription description = mapper.getSerializationConfig().introspect(type);
            boolean bean = description.findJsonValueAccessor() == null
                    && !type.getRawClass().getName().startsWith("java.");
            if (bean) {
                for (BeanPropertyDefinition property : description.findProperties()) {
                    if (property.couldSerialize()) {
                        names.add(property.getName());
                    }
                }
            }
        }
        return Collections.unmodifiableSet(names);
    }

    /**
     * Write data as JSON. A NUL or half a surrogate pair in a string is written as its escape.
     *
     * @param data an instance of this type, or null
     * @param maxBytes how long the JSON may be, in bytes of UTF-8; writing stops there
     * @throws DataTooLargeException if it is longer
     * @throws IllegalArgumentException if the data cannot be written as JSON
     */
    public String write(Object data, int maxBytes) throws DataTooLargeException {
        BoundedBytes out = new BoundedBytes(maxBytes);
        try {
            writer.writeValue(out, data);
        } catch (IOException e) {
            if (out.overflowed()) {
                throw new DataTooLargeException(maxBytes);
            }
            String reason = e instanceof JsonProcessingException json ? json.getOriginalMessage() : e.getMessage();
            throw new IllegalArgumentException(
                    "the data (%s) cannot be written as JSON: %s".formatted(type.toCanonical(), reason), e);
        }
        return out.toString(StandardCharsets.UTF_8);
    }

    /**
     * Read data back. Properties that the type does not have (any more) are left out.
     *
     * @param json what {@link #write} gave, perhaps by an older version of the class
     * @return the data; null for JSON's {@code null}
     * @throws IllegalArgumentException if it does not fit the type
     */
    public Object read(String json) {
        try {
            return reader.readValue(json);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(
                    "the data do not fit %s: %s".formatted(type.toCanonical(), e.getOriginalMessage()), e);
        }
    }

    /** The property names of a record or bean as in JSON; empty for any other type. */
    public Set<String> names() {
        return names;
    }
}
