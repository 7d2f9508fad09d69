package dev.gantry.schema;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Error;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The schema of one params record. Holds JSON only, no class of the plugin. Thread-safe.
 *
 * <p>What it is used through is made on first use where the schema was {@linkplain KnownSchemas known}: a server with many
 * jobs starts without, and most of them are not asked for soon.
 */
final class ParamsSchema {

    private final Set<String> names;
    private ObjectNode generated;
    private volatile SchemaForms forms;

    private ParamsSchema(ObjectNode generated) {
        this.generated = generated;
        Set<String> properties = new LinkedHashSet<>();
        generated
                .path("definitions")
                .path(ParamsName.NAME)
                .path("properties")
                .fieldNames()
                .forEachRemaining(properties::add);
        this.names = Collections.unmodifiableSet(properties);
    }

    static ParamsSchema of(Class<?> type, ObjectMapper mapper, KnownSchemas known) throws SchemaException {
        Optional<ParamsSchema> kept = known.find(type.getName()).flatMap(ParamsSchema::kept);
        if (kept.isPresent()) {
            return kept.get();
        }
        ObjectNode generated = generated(type, mapper);
        ParamsSchema schema = new ParamsSchema(generated);
        List<String> problems = DefaultsCheck.problems(generated, schema.forms(type));
        if (!problems.isEmpty()) {
            throw new SchemaException(type, problems);
        }
        known.add(type.getName(), generated.toString());
        return schema;
    }

    /** A schema that was found to be in order before; empty if the text was damaged since. */
    private static Optional<ParamsSchema> kept(String text) {
        try {
            return StrictJson.read(text) instanceof ObjectNode schema
                    ? Optional.of(new ParamsSchema(schema))
                    : Optional.empty();
        } catch (UnreadableJsonException e) {
            return Optional.empty();
        }
    }

    private static ObjectNode generated(Class<?> type, ObjectMapper mapper) throws SchemaException {
        // Not isRecord(): this asks for the components' classes too, and so tells by name which one is missing.
        if (type.getRecordComponents() == null) {
            throw new SchemaException(type, List.of("it is no record; declare it as one"));
        }
        SchemaGeneration generation = new SchemaGeneration(type, mapper);
        ObjectNode generated = generated(generation, type);
        if (!generation.problems().isEmpty()) {
            throw new SchemaException(type, generation.problems());
        }
        return generated;
    }

    private static ObjectNode generated(SchemaGeneration generation, Class<?> type) throws SchemaException {
        try {
            return generation.generate();
        } catch (IllegalArgumentException | IllegalStateException e) {
            // annotations that contradict each other, such as two components renamed to one name
            throw new SchemaException(type, List.of(String.valueOf(e.getMessage())));
        }
    }

    private SchemaForms forms(Class<?> type) throws SchemaException {
        try {
            return forms();
        } catch (com.networknt.schema.SchemaException e) {
            throw new SchemaException(
                    type,
                    List.of("a pattern is no regular expression: "
                            + e.getMessage().lines().findFirst().orElse("")));
        }
    }

    private SchemaForms forms() {
        SchemaForms made = forms;
        return made == null ? makeForms() : made;
    }

    private synchronized SchemaForms makeForms() {
        if (forms == null) {
            forms = SchemaForms.of(generated);
            generated = null;
        }
        return forms;
    }

    String published() {
        return forms().published();
    }

    Set<String> names() {
        return names;
    }

    /**
     * Fill in the defaults and check.
     *
     * @param body is changed, and what is given back
     */
    ObjectNode complete(JsonNode body) throws InvalidParamsException {
        if (!(body instanceof ObjectNode params)) {
            throw new InvalidParamsException(
                    List.of(new Fault("", "expected an object, found " + Wording.found(body))));
        }
        try {
            forms().shape().complete(params);
        } catch (TooDeepException e) {
            throw new InvalidParamsException(List.of(new Fault("", e.getMessage())));
        }
        List<Error> errors = forms().check().errors(params);
        if (!errors.isEmpty()) {
            throw new InvalidParamsException(new Faults(params, forms().shape()).of(errors));
        }
        return params;
    }

    JsonNode redact(JsonNode params) {
        return forms().shape().redact(params);
    }

    Fault fault(JsonProcessingException failure, ObjectNode params) {
        return failure instanceof JsonMappingException mapping
                ? new Faults(params, forms().shape()).of(mapping)
                : new Fault("", failure.getOriginalMessage());
    }
}
