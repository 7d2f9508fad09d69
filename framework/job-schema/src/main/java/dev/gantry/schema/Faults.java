package dev.gantry.schema;

import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.exc.ValueInstantiationException;
import com.networknt.schema.Error;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Words what the validator and Jackson found wrong with one body. For one use. */
final class Faults {

    /** A fault whose place is still known as such. */
    private record Located(Pointer at, boolean ofType, String message) {}

    private final JsonNode body;
    private final Shape shape;
    private final JsonNode shown;

    Faults(JsonNode body, Shape shape) {
        this.body = body;
        this.shape = shape;
        this.shown = shape.redact(body.deepCopy());
    }

    List<Fault> of(List<Error> errors) {
        List<Located> faults = new ArrayList<>(
                withoutSaidTwice(errors).stream().map(this::located).toList());
        faults.sort((one, other) -> Pointer.compare(one.at(), other.at(), body));
        Set<Pointer> mistyped = new HashSet<>();
        faults.stream().filter(Located::ofType).forEach(fault -> mistyped.add(fault.at()));
        return faults.stream()
                // of a value of the wrong type nothing else is worth saying
                .filter(fault -> fault.ofType() || !mistyped.contains(fault.at()))
                .distinct()
                .map(fault -> new Fault(fault.at().toString(), fault.message()))
                .toList();
    }

    /** That a text is empty says nothing new where it does not match either, as one that must not be blank. */
    private static List<Error> withoutSaidTwice(List<Error> errors) {
        Set<Pointer> mismatched = new HashSet<>();
        errors.stream()
                .filter(error -> error.getKeyword().equals("pattern"))
                .forEach(error -> mismatched.add(Pointer.of(error.getInstanceLocation())));
        return errors.stream()
                .filter(error -> !error.getKeyword().equals("minLength")
                        || error.getSchemaNode().asInt() != 1
                        || !mismatched.contains(Pointer.of(error.getInstanceLocation())))
                .toList();
    }

    private Located located(Error error) {
        Pointer at = Pointer.of(error.getInstanceLocation());
        String keyword = error.getKeyword();
        return switch (keyword) {
            case "required" -> new Located(at.child(error.getProperty()), false, "missing; it is required");
            case "additionalProperties" ->
                new Located(at.child(error.getProperty()), false, unknown(error.getProperty(), at));
            case "propertyNames" ->
                new Located(
                        at.child(error.getProperty()),
                        false,
                        "expected a name that is "
                                + Wording.expected("enum", error.getSchemaNode().path("enum"))
                                + suggestion(
                                        error.getProperty(),
                                        texts(error.getSchemaNode().path("enum"))));
            default -> new Located(at, keyword.equals("type"), mismatch(error, at));
        };
    }

    private String mismatch(Error error, Pointer at) {
        JsonNode value = error.getInstanceNode();
        String expected = Wording.expected(error.getKeyword(), error.getSchemaNode());
        if (expected == null) {
            return error.getMessage();
        }
        String hint = "";
        if (value.isNull()) {
            hint = at.isElement(body)
                    ? "; leave the element out, or give it a value"
                    : "; leave the property out to give no value";
        } else if (error.getKeyword().equals("enum")) {
            hint = suggestion(value.asText(), texts(error.getSchemaNode()));
        }
        return "expected " + expected + ", found " + found(value, at) + hint;
    }

    private String unknown(String name, Pointer parent) {
        Set<String> names = new TreeSet<>(shape.namesAt(body, parent.path()));
        String suggestion = suggestion(name, names);
        if (!suggestion.isEmpty()) {
            return "unknown property" + suggestion;
        }
        return names.isEmpty()
                ? "unknown property; none is expected here"
                : "unknown property; expected " + String.join(", ", names);
    }

    private static String suggestion(String typed, Set<String> names) {
        return Suggestion.of(typed, names)
                .map(name -> "; did you mean \"" + name + "\"?")
                .orElse("");
    }

    private static Set<String> texts(JsonNode values) {
        Set<String> texts = new TreeSet<>();
        values.forEach(value -> texts.add(value.asText()));
        return texts;
    }

    private String found(JsonNode value, Pointer at) {
        boolean secret = !at.in(shown).equals(at.in(body));
        return secret ? Wording.foundSecret(value) : Wording.found(value);
    }

    /** What the record itself refused: its constructor, or a type whose JSON form no schema can say in full. */
    Fault of(JsonMappingException failure) {
        Pointer at = Pointer.of(failure);
        JsonNode value = at.in(body);
        return new Fault(at.toString(), reason(failure, value, at));
    }

    private String reason(JsonMappingException failure, JsonNode value, Pointer at) {
        Throwable cause = failure.getCause();
        if (failure instanceof ValueInstantiationException instantiation && cause != null) {
            return refusal(instantiation.getType().getRawClass().getSimpleName(), cause);
        }
        if (failure instanceof InvalidFormatException format) {
            return "expected a valid %s, found %s"
                    .formatted(format.getTargetType().getSimpleName(), found(value, at));
        }
        boolean secret = !at.in(shown).equals(value);
        return secret ? "does not fit the record" : failure.getOriginalMessage();
    }

    /** An author words what an IllegalArgumentException says; what another exception says is for who reads the code. */
    private static String refusal(String type, Throwable cause) {
        String name = cause.getClass().getSimpleName();
        if (cause.getMessage() == null) {
            return "refused by %s (%s)".formatted(type, name);
        }
        if (cause instanceof IllegalArgumentException) {
            return cause.getMessage();
        }
        String hint = cause instanceof NullPointerException
                ? "what is left out and has no default is null there: give it a value, or have the record allow for that"
                : "give other values, or have the record say which it expects";
        return "no %s can be made of these values: its constructor failed with %s (%s); %s"
                .formatted(type, name, cause.getMessage(), hint);
    }
}
