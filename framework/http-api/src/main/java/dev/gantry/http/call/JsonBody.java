package dev.gantry.http.call;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gantry.client.wire.Problem;
import dev.gantry.http.problem.ProblemException;
import dev.gantry.schema.JobInput;
import dev.gantry.schema.Suggestion;
import dev.gantry.schema.UnreadableJsonException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/** The members of a body, read strictly: every fault is noted with its place, and all are reported together. */
final class JsonBody {

    private final JsonNode node;
    private final String pointer;
    private final List<Problem.Fault> faults;

    private JsonBody(JsonNode node, String pointer, List<Problem.Fault> faults) {
        this.node = node;
        this.pointer = pointer;
        this.faults = faults;
    }

    /** Read a body that has these members and no others. */
    static JsonBody parse(byte[] body, List<String> known) throws UnreadableJsonException {
        JsonNode node = JobInput.parse(body);
        JsonBody whole = new JsonBody(node, "", new ArrayList<>());
        if (!node.isObject()) {
            whole.fault("", "expected an object with %s".formatted(String.join(", ", known)));
            whole.done();
        }
        whole.checkNames(known);
        return whole;
    }

    /** An object that has these members and no others. */
    static JsonBody of(ObjectNode object, List<String> known) {
        JsonBody whole = new JsonBody(object, "", new ArrayList<>());
        whole.checkNames(known);
        return whole;
    }

    private void checkNames(List<String> known) {
        node.fieldNames().forEachRemaining(name -> {
            if (!known.contains(name)) {
                fault(
                        "/" + name.replace("~", "~0").replace("/", "~1"),
                        "unknown member; "
                                + Suggestion.of(name, known)
                                        .map("did you mean \"%s\"?"::formatted)
                                        .orElse("expected " + String.join(", ", known)));
            }
        });
    }

    void fault(String below, String detail) {
        Problem.Fault fault = new Problem.Fault(pointer + below, detail);
        if (!faults.contains(fault)) {
            faults.add(fault);
        }
    }

    private <T> Optional<T> member(String name, String expected, Function<JsonNode, Optional<T>> read) {
        JsonNode value = node.get(name);
        if (value == null || value.isNull()) {
            return Optional.empty();
        }
        Optional<T> result = read.apply(value);
        if (result.isEmpty()) {
            fault("/" + name, "expected " + expected);
        }
        return result;
    }

    Optional<String> text(String name) {
        return member(name, "a string", value -> Optional.ofNullable(value.textValue()));
    }

    Optional<Boolean> flag(String name) {
        return member(
                name, "true or false", value -> value.isBoolean() ? Optional.of(value.asBoolean()) : Optional.empty());
    }

    Optional<Integer> number(String name, int least, int most) {
        return member(
                name,
                "a whole number from %d to %d".formatted(least, most),
                value -> value.canConvertToInt()
                                && value.isIntegralNumber()
                                && value.intValue() >= least
                                && value.intValue() <= most
                        ? Optional.of(value.intValue())
                        : Optional.empty());
    }

    Optional<ObjectNode> object(String name) {
        return member(
                name,
                "an object",
                value -> value instanceof ObjectNode object ? Optional.of(object) : Optional.empty());
    }

    /** A text that means something; what it does not mean is an IllegalArgumentException of the reader. */
    <T> Optional<T> parsed(String name, String expected, Function<String, T> reader) {
        return member(name, expected, value -> {
            try {
                return Optional.ofNullable(value.textValue()).map(reader);
            } catch (IllegalArgumentException | java.time.DateTimeException e) {
                return Optional.empty();
            }
        });
    }

    /** The members of a member, which has these and no others. */
    Optional<JsonBody> inner(String name, List<String> known) {
        return object(name).map(object -> {
            JsonBody inner = new JsonBody(object, pointer + "/" + name, faults);
            inner.checkNames(known);
            return inner;
        });
    }

    /** Some uuids, so many at most. */
    Optional<List<UUID>> uuids(String name, int most) {
        return member(name, "an array of at most %,d uuids of runs".formatted(most), value -> {
            List<UUID> uuids = new ArrayList<>();
            try {
                value.forEach(each -> uuids.add(UUID.fromString(each.asText())));
            } catch (IllegalArgumentException e) {
                return Optional.empty();
            }
            return value.isArray() && uuids.size() <= most ? Optional.of(uuids) : Optional.empty();
        });
    }

    /** The elements of an array. */
    List<JsonBody> elements(String name, int most, List<String> known) {
        List<JsonBody> elements = new ArrayList<>();
        JsonNode array = node.path(name);
        if (!array.isArray() || array.size() > most) {
            fault("/" + name, "expected an array of at most %,d".formatted(most));
            return elements;
        }
        for (int i = 0; i < array.size(); i++) {
            boolean fits = array.get(i).isObject();
            JsonBody element = new JsonBody(
                    fits ? array.get(i) : JsonNodeFactory.instance.objectNode(),
                    "%s/%s/%d".formatted(pointer, name, i),
                    faults);
            if (fits) {
                element.checkNames(known);
            } else {
                element.fault("", "expected an object with " + String.join(", ", known));
            }
            elements.add(element);
        }
        return elements;
    }

    /** Refuse the body if there was any fault. */
    void done() {
        if (!faults.isEmpty()) {
            throw ProblemException.badBody(faults);
        }
    }
}
