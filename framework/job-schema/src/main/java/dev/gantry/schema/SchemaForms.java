package dev.gantry.schema;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * What is made of a generated schema to use it.
 *
 * @param published the schema as clients see it, as JSON text
 * @param check what values are checked against
 * @param shape what values are walked along
 */
record SchemaForms(String published, SchemaCheck check, Shape shape) {

    /**
     * Make them.
     *
     * @throws com.networknt.schema.SchemaException if a pattern is no regular expression
     */
    static SchemaForms of(ObjectNode generated) {
        return new SchemaForms(
                Draft7.published(generated).toString(),
                new SchemaCheck(Draft7.checked(generated)),
                Shape.of(generated));
    }
}
