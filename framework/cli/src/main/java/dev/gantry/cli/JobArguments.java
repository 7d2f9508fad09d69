package dev.gantry.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Collectors;

/** Turns {@code --n 20 --verbose --params '{"window": {…}}'} into the params of a job. */
final class JobArguments {

    private static final ObjectMapper mapper = new ObjectMapper();

    private final List<JobParam> params;

    JobArguments(List<JobParam> params) {
        this.params = params;
    }

    /**
     * Read the arguments.
     *
     * @throws IllegalArgumentException saying which argument is not understood, and what is
     */
    ObjectNode parse(List<String> arguments) {
        ObjectNode body = mapper.createObjectNode();
        Iterator<String> rest = arguments.iterator();
        while (rest.hasNext()) {
            String argument = rest.next();
            if (!argument.startsWith("--")) {
                throw new IllegalArgumentException(
                        "\"%s\" is no argument of the job; %s".formatted(argument, expected()));
            }
            int equals = argument.indexOf('=');
            String name = equals < 0 ? argument.substring(2) : argument.substring(2, equals);
            if (name.equals("params")) {
                body.setAll(object(equals < 0 ? next(name, rest) : argument.substring(equals + 1)));
                continue;
            }
            JobParam param = param(name);
            if (equals >= 0) {
                body.set(name, param.value(argument.substring(equals + 1)));
            } else if (param.isSwitch()) {
                body.put(name, true);
            } else {
                body.set(name, param.value(next(name, rest)));
            }
        }
        return body;
    }

    private static String next(String name, Iterator<String> rest) {
        if (!rest.hasNext()) {
            throw new IllegalArgumentException("--%s has no value; write --%s VALUE".formatted(name, name));
        }
        return rest.next();
    }

    private static ObjectNode object(String json) {
        try {
            if (mapper.readTree(json) instanceof ObjectNode object) {
                return object;
            }
        } catch (JsonProcessingException notJson) {
            // Reported below, like JSON that is no object.
        }
        throw new IllegalArgumentException("--params is %s; expected a JSON object".formatted(json));
    }

    private JobParam param(String name) {
        return params.stream()
                .filter(param -> param.name().equals(name))
                .findFirst()
                .orElseThrow(() ->
                        new IllegalArgumentException("--%s is no param of the job; %s".formatted(name, expected())));
    }

    private String expected() {
        return params.isEmpty()
                ? "it takes none"
                : "expected "
                        + params.stream().map(param -> "--" + param.name()).collect(Collectors.joining(", "));
    }

    /** Pretty-print JSON for a person. */
    static String pretty(JsonNode json) {
        try {
            return mapper.writerWithDefaultPrettyPrinter().writeValueAsString(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree can always be written", e);
        }
    }
}
