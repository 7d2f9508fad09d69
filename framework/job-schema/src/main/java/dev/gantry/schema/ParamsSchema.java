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
import java.util.Set;

/** The schema of one params record in the forms it is used in. Holds JSON only, no class of the plugin. */
final class ParamsSchema {

    private final String published;
    private final SchemaCheck check;
    private final Shape shape;
    private final Set<String> names;

    private ParamsSchema(ObjectNode generated) {
        this.published = Draft7.published(generated).toString();
        this.check = new SchemaCheck(Draft7.checked(generated));
        this.shape = Shape.of(generated);
        Set<String> properties = new LinkedHashSet<>();
        generated
                .path("definitions")
                .path(ParamsName.NAME)
                .path("properties")
                .fieldNames()
                .forEachRemaining(properties::add);
        this.names = Collections.unmodifiableSet(properties);
    }

    static ParamsSchema of(Class<?> type, ObjectMapper mapper) throws SchemaException {
        // Not isRecord(): this asks for the components' classes too, and so tells by name which one is missing.
        if (type.getRecordComponents() == null) {
            throw new SchemaException(type, List.of("it is no record; declare it as one"));
        }
        SchemaGeneration generation = new SchemaGeneration(type, mapper);
        ObjectNode generated = generated(generation, type);
        if (!generation.problems().isEmpty()) {
            throw new SchemaException(type, generation.problems());
        }
        List<String> problems = DefaultsCheck.problems(generated);
        if (!problems.isEmpty()) {
            throw new SchemaException(type, problems);
        }
        return new ParamsSchema(generated);
    }

    private static ObjectNode generated(SchemaGeneration generation, Class<?> type) throws SchemaException {
        try {
            return generation.generate();
        } catch (IllegalArgumentException | IllegalStateException e) {
            // annotations that contradict each other, such as two components renamed to one name
            throw new SchemaException(type, List.of(String.valueOf(e.getMessage())));
        }
    }

    String published() {
        return published;
    }

    Set<String> names() {
        return names;
    }

    ObjectNode complete(JsonNode body) throws InvalidParamsException {
        if (!(body.deepCopy() instanceof ObjectNode params)) {
            throw new InvalidParamsException(
                    List.of(new Fault("", "expected an object, found " + Wording.found(body))));
        }
        try {
            shape.complete(params);
        } catch (TooDeepException e) {
            throw new InvalidParamsException(List.of(new Fault("", e.getMessage())));
        }
        List<Error> errors = check.errors(params);
        if (!errors.isEmpty()) {
            throw new InvalidParamsException(new Faults(params, shape).of(errors));
        }
        return params;
    }

    JsonNode redact(JsonNode params) {
        return shape.redact(params);
    }

    Fault fault(JsonProcessingException failure, ObjectNode params) {
        return failure instanceof JsonMappingException mapping
                ? new Faults(params, shape).of(mapping)
                : new Fault("", failure.getOriginalMessage());
    }
}
