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

    /**
     * Look at each definition that has defaults.
     *
     * @param forms what was made of the schema, for the params themselves
     */
    static List<String> problems(ObjectNode generated, SchemaForms forms) {
        List<String> problems = new ArrayList<>();
        for (Map.Entry<String, JsonNode> definition :
                generated.path("definitions").properties()) {
            if (!definition.getValue().findPath("default").isMissingNode()) {
                String name = definition.getKey();
                problems.addAll(problems(
                        name,
                        name.equals(ParamsName.NAME)
                                ? forms
                                : SchemaForms.of(generated.deepCopy().put("$ref", SubSchemas.reference(name)))));
            }
        }
        return problems;
    }

    /** Fill in and check an object of which nothing is given. */
    private static List<String> problems(String name, SchemaForms forms) {
        ObjectNode filled = JsonNodeFactory.instance.objectNode();
        try {
            forms.shape().complete(filled);
        } catch (TooDeepException e) {
            return List.of("a default of %s contains itself: filled in, %s".formatted(name, e.getMessage()));
        }
        List<Error> errors = forms.check().errors(filled).stream()
                .filter(error -> !isNotGiven(error))
                .toList();
        return new Faults(filled, forms.shape())
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
