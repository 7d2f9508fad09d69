package dev.gantry.schema;

import com.fasterxml.classmate.ResolvedType;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.exc.ValueInstantiationException;
import com.fasterxml.jackson.databind.node.TextNode;
import com.github.victools.jsonschema.generator.FieldScope;
import jakarta.ws.rs.DefaultValue;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;

/**
 * The defaults of components. An annotation says them as text: what JSON writes as a string is that text, anything else
 * is JSON.
 */
final class ComponentDefaults {

    private final ObjectMapper mapper;
    private final List<String> problems;

    ComponentDefaults(ObjectMapper mapper, List<String> problems) {
        this.mapper = mapper;
        this.problems = problems;
    }

    static Optional<String> textOf(FieldScope field) {
        DefaultValue value = field.getAnnotationConsideringFieldAndGetter(DefaultValue.class);
        if (value != null) {
            return Optional.of(value.value());
        }
        JsonProperty property = field.getAnnotationConsideringFieldAndGetter(JsonProperty.class);
        return Optional.ofNullable(property).map(JsonProperty::defaultValue).filter(text -> !text.isEmpty());
    }

    JsonNode of(FieldScope field) {
        return textOf(field).map(text -> typed(text, field)).orElse(null);
    }

    private JsonNode typed(String text, FieldScope field) {
        ResolvedType type = field.getType();
        try {
            JsonNode value = isText(type.getErasedType()) ? TextNode.valueOf(text) : StrictJson.read(text);
            if (fits(value, javaType(type))) {
                return value;
            }
        } catch (UnreadableJsonException | JsonProcessingException e) {
            // told below, with what an author needs to find it
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        problems.add("%s: the default \"%s\" does not fit the type %s"
                .formatted(
                        ComponentRules.nameOf(field),
                        text,
                        javaType(field.getDeclaredType()).toCanonical()));
        return null;
    }

    /** Whether a value can be read as a type. What it leaves out has defaults of its own, not filled in yet. */
    private boolean fits(JsonNode value, JavaType type) throws IOException {
        try {
            return !value.isNull()
                    && mapper.readerFor(type)
                                    .without(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
                                    .without(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                                    .readValue(value)
                            != null;
        } catch (ValueInstantiationException e) {
            // its constructor saw it incomplete
            return value.isObject() || value.isArray();
        }
    }

    private static boolean isText(Class<?> type) {
        return type.isEnum() || Scalars.isText(type);
    }

    private JavaType javaType(ResolvedType type) {
        if (type.isArray()) {
            return mapper.getTypeFactory().constructArrayType(javaType(type.getArrayElementType()));
        }
        JavaType[] parameters =
                type.getTypeParameters().stream().map(this::javaType).toArray(JavaType[]::new);
        return parameters.length == 0
                ? mapper.constructType(type.getErasedType())
                : mapper.getTypeFactory().constructParametricType(type.getErasedType(), parameters);
    }
}
