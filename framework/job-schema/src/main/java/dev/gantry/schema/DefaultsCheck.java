package dev.gantry.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Error;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Finds the defaults that fit their type and are still no use: each would be refused, or never come to an end. */
final class DefaultsCheck {

    private DefaultsCheck() {}

    static List<String> problems(ObjectNode generated) {
        List<String> problems = new ArrayList<>();
        for (Map.Entry<String, JsonNode> definition :
                generated.path("definitions").properties()) {
            if (!definition.getValue().findPath("default").isMissingNode()) {
                String name = definition.getKey();
                problems.addAll(problems(name, generated.deepCopy().put("$ref", SubSchemas.reference(name))));
            }
        }
        return problems;
    }

    /** Fill in and check an object of which nothing is given. */
    private static List<String> problems(String name, ObjectNode root) {
        Shape shape = Shape.of(root);
        ObjectNode filled = JsonNodeFactory.instance.objectNode();
        try {
            shape.complete(filled);
        } catch (TooDeepException e) {
            return List.of("a default of %s contains itself: filled in, %s".formatted(name, e.getMessage()));
        }
        List<Error> errors = new SchemaCheck(Draft7.checked(root))
                .errors(filled).stream().filter(error -> !isNotGiven(error)).toList();
        return new Faults(filled, shape)
                .of(errors).stream()
                        .map(fault -> "the default of %s at %s".formatted(name, fault))
                        .toList();
    }

    /** Whether something of the object itself is missing, and not of a default within it. */
    private static boolean isNotGiven(Error error) {
        return error.getKeyword().equals("required")
                && error.getInstanceLocation().getNameCount() == 0;
    }
}
