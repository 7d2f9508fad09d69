package dev.gantry.schema;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Set;

/**
 * The params of one job: their schema, and the way from a body to the record. Immutable and thread-safe.
 *
 * @param <P> the params record
 */
public final class ParamsType<P extends Record> {

    private final ObjectReader reader;
    private final ParamsSchema schema;

    private ParamsType(ObjectReader reader, ParamsSchema schema) {
        this.reader = reader;
        this.schema = schema;
    }

    static <P extends Record> ParamsType<P> of(Class<P> type, ObjectMapper mapper, KnownSchemas known)
            throws SchemaException {
        requireNonNull(type, "type is null");
        return new ParamsType<>(mapper.readerFor(type), ParamsSchema.of(type, mapper, known));
    }

    /**
     * The draft-07 JSON Schema, as JSON text: one object with {@code $schema}, {@code definitions} with {@code Params}
     * among them whatever the record is called, and {@code $ref} to it.
     */
    public String postSchema() {
        return schema.published();
    }

    /**
     * Fill in the defaults, check against the schema and bind once, so that what the record's own constructor refuses is
     * found as well.
     *
     * @param body what {@link JobInput} read; it is left as it is
     * @return the params to store: JSON text with every default in it
     * @throws InvalidParamsException if they do not fit, with every fault
     */
    public String complete(JsonNode body) throws InvalidParamsException {
        ObjectNode params = schema.complete(body.deepCopy());
        read(params);
        return params.toString();
    }

    /**
     * Make the record from stored params. Defaults are filled in and the schema is checked again, because the job may
     * have changed since the params were stored.
     *
     * @param params what {@link #complete} gave
     * @throws InvalidParamsException if they do not fit the record (any more), with every fault
     */
    public P bind(String params) throws InvalidParamsException {
        return read(schema.complete(parsed(params)));
    }

    /** The params as they may be shown: each {@link dev.gantry.job.Secret} at any depth is {@code "***"}. */
    public String redact(String params) {
        return schema.redact(parsed(params)).toString();
    }

    /** The params record. */
    public Class<?> recordClass() {
        return reader.getValueType().getRawClass();
    }

    /** The names of the record's components as in JSON, in their order. */
    public Set<String> names() {
        return schema.names();
    }

    private P read(ObjectNode params) throws InvalidParamsException {
        try {
            return reader.readValue(params);
        } catch (JsonProcessingException e) {
            throw new InvalidParamsException(List.of(schema.fault(e, params)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JsonNode parsed(String params) {
        try {
            return StrictJson.read(params);
        } catch (UnreadableJsonException e) {
            throw new IllegalArgumentException("stored params are not JSON: " + e.getMessage(), e);
        }
    }
}
