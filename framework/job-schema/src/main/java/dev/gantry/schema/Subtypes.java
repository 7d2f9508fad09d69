package dev.gantry.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The classes that a component with {@code @JsonSubTypes} may be, told apart by a property. */
final class Subtypes {

    private Subtypes() {}

    /**
     * Make one object schema of each subtype. The generator writes its components and the property that tells it apart
     * side by side in {@code allOf}, where in draft-07 each part refuses the properties of the other.
     */
    static void merge(ObjectNode root) {
        ObjectNode definitions = root.withObject("/definitions");
        Map<String, ObjectNode> merged = new TreeMap<>();
        for (Map.Entry<String, JsonNode> definition : definitions.properties()) {
            JsonNode parts = definition.getValue().path("allOf");
            JsonNode components = definitions.path(SubSchemas.target(parts.path(0)));
            if (parts.size() == 2
                    && components.isObject()
                    && !constant(parts.get(1)).isEmpty()) {
                merged.put(definition.getKey(), merged((ObjectNode) components, parts.get(1)));
            }
        }
        definitions.setAll(merged);
        merged.keySet().forEach(name -> rename(root, name, name.replaceFirst("-\\d+$", "")));
    }

    /** Give a merged subtype the name of its class, where no one else needs the definition of that name any more. */
    private static void rename(ObjectNode root, String from, String to) {
        ObjectNode definitions = root.withObject("/definitions");
        Set<String> used = new HashSet<>();
        SubSchemas.visit(root, schema -> used.add(SubSchemas.target(schema)));
        definitions.remove(definitions.properties().stream()
                .map(Map.Entry::getKey)
                .filter(name -> !used.contains(name))
                .toList());
        if (definitions.has(to) || !definitions.has(from)) {
            return;
        }
        definitions.set(to, definitions.remove(from));
        SubSchemas.visit(root, schema -> {
            if (SubSchemas.target(schema).equals(from)) {
                schema.put("$ref", SubSchemas.reference(to));
            }
        });
    }

    private static ObjectNode merged(ObjectNode components, JsonNode type) {
        ObjectNode all = components.deepCopy();
        ObjectNode properties = all.objectNode();
        properties.setAll((ObjectNode) type.path("properties"));
        components
                .path("properties")
                .properties()
                .forEach(each -> properties.putIfAbsent(each.getKey(), each.getValue()));
        all.set("properties", properties);
        ArrayNode required = all.arrayNode().addAll((ArrayNode) type.path("required"));
        components.path("required").forEach(required::add);
        all.set("required", required);
        return all;
    }

    /**
     * Have the validator take the one branch that the property names, so that its faults are those of that subtype and
     * not of all the others.
     */
    static void choose(ObjectNode schema, ArrayNode branches, ObjectNode root) {
        List<ObjectNode> cases = new ArrayList<>();
        ArrayNode values = schema.arrayNode();
        String property = "";
        for (JsonNode branch : branches) {
            JsonNode resolved = resolved(branch, root);
            property = constant(resolved);
            if (property.isEmpty()) {
                return;
            }
            JsonNode value = resolved.path("properties").path(property);
            values.add(value.get("const"));
            ObjectNode test = schema.objectNode().put("type", "object");
            test.withObject("/properties").set(property, value);
            test.withArray("/required").add(property);
            ObjectNode choice = schema.objectNode();
            choice.set("if", test);
            choice.set("then", branch);
            cases.add(choice);
        }
        schema.remove("anyOf");
        schema.put("type", "object");
        schema.withObject("/properties").withObject("/" + property).set("enum", values);
        schema.withArray("/required").add(property);
        schema.withArray("/allOf").addAll(cases);
    }

    private static JsonNode resolved(JsonNode branch, ObjectNode root) {
        JsonNode referring = branch.has("allOf") ? branch.path("allOf").path(0) : branch;
        String target = SubSchemas.target(referring);
        return target.isEmpty() ? branch : root.path("definitions").path(target);
    }

    /** The name of the property that must have one value; empty if there is none. */
    private static String constant(JsonNode schema) {
        for (Map.Entry<String, JsonNode> property : schema.path("properties").properties()) {
            if (property.getValue().has("const")) {
                return property.getKey();
            }
        }
        return "";
    }
}
