package dev.gantry.schema;

import static java.util.stream.Collectors.joining;

import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.path.NodePath;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A place in a body: the names and indices that lead to it. */
record Pointer(List<String> path) {

    static Pointer of(NodePath location) {
        List<String> path = new ArrayList<>();
        for (int i = 0; i < location.getNameCount(); i++) {
            path.add(String.valueOf(location.getElement(i)));
        }
        return new Pointer(path);
    }

    static Pointer of(JsonMappingException failure) {
        return new Pointer(failure.getPath().stream()
                .map(step -> step.getFieldName() == null ? String.valueOf(step.getIndex()) : step.getFieldName())
                .toList());
    }

    Pointer child(String name) {
        List<String> longer = new ArrayList<>(path);
        longer.add(name);
        return new Pointer(longer);
    }

    /** Whether it is the place of an element of an array in a body. */
    boolean isElement(JsonNode body) {
        return !path.isEmpty()
                && new Pointer(path.subList(0, path.size() - 1)).in(body).isArray();
    }

    /** What is there in a body; missing if nothing is. */
    JsonNode in(JsonNode body) {
        JsonNode at = body;
        for (String step : path) {
            at = at.isArray() ? at.path(Integer.parseInt(step)) : at.path(step);
        }
        return at;
    }

    /**
     * Compare two places by where they come in a body, as its text is read. What is missing comes after all that is
     * there in the same object.
     */
    static int compare(Pointer one, Pointer other, JsonNode body) {
        return Arrays.compare(one.positions(body), other.positions(body));
    }

    private int[] positions(JsonNode body) {
        int[] positions = new int[path.size()];
        JsonNode at = body;
        for (int i = 0; i < positions.length; i++) {
            String step = path.get(i);
            positions[i] = at.isArray() ? Integer.parseInt(step) : position(step, at);
            at = at.isArray() ? at.path(positions[i]) : at.path(step);
        }
        return positions;
    }

    private static int position(String name, JsonNode object) {
        int position = 0;
        for (var property : object.properties()) {
            if (property.getKey().equals(name)) {
                return position;
            }
            position++;
        }
        return position;
    }

    /** As RFC 6901 writes it. */
    @Override
    public String toString() {
        return path.stream()
                .map(step -> "/" + step.replace("~", "~0").replace("/", "~1"))
                .collect(joining());
    }
}
