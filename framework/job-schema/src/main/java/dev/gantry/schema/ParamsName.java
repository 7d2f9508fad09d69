package dev.gantry.schema;

import com.github.victools.jsonschema.generator.SchemaGenerationContext;
import com.github.victools.jsonschema.generator.impl.DefinitionKey;
import com.github.victools.jsonschema.generator.naming.DefaultSchemaDefinitionNamingStrategy;

/** Calls the definition of the params record {@code Params}, whatever its class is called, and no other. */
final class ParamsName extends DefaultSchemaDefinitionNamingStrategy {

    static final String NAME = "Params";

    private final Class<?> params;

    ParamsName(Class<?> params) {
        this.params = params;
    }

    @Override
    public String getDefinitionNameForKey(DefinitionKey key, SchemaGenerationContext context) {
        Class<?> type = key.getType().getErasedType();
        if (type == params) {
            return NAME;
        }
        String name = super.getDefinitionNameForKey(key, context);
        if (!name.equals(NAME)) {
            return name;
        }
        Class<?> outer = type.getEnclosingClass();
        return (outer == null ? "Other" : outer.getSimpleName()) + "." + NAME;
    }
}
