package dev.gantry.schema;

import com.fasterxml.classmate.ResolvedType;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.introspect.AnnotatedMember;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.victools.jsonschema.generator.CustomDefinition;
import com.github.victools.jsonschema.generator.CustomDefinitionProviderV2;
import com.github.victools.jsonschema.generator.SchemaGenerationContext;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The definitions that are ours rather than the generator's, written out where they are used. */
final class OwnDefinitions implements CustomDefinitionProviderV2 {

    private final ObjectMapper mapper;

    OwnDefinitions(ObjectMapper mapper) {
        this.mapper = mapper;
    }

    @Override
    public CustomDefinition provideCustomSchemaDefinition(ResolvedType type, SchemaGenerationContext context) {
        return schemaOf(type, context)
                .map(schema -> new CustomDefinition(
                        schema, CustomDefinition.INLINE_DEFINITION, CustomDefinition.INCLUDING_ATTRIBUTES))
                .orElse(null);
    }

    private Optional<ObjectNode> schemaOf(ResolvedType type, SchemaGenerationContext context) {
        Class<?> erased = type.getErasedType();
        Optional<ObjectNode> scalar = Scalars.schemaOf(erased);
        if (scalar.isPresent()) {
            return scalar;
        }
        if (erased.isEnum()) {
            return Optional.of(enumeration(erased));
        }
        if (type.isInstanceOf(Map.class)) {
            return Optional.of(map(type.typeParametersFor(Map.class), context));
        }
        if (erased == Optional.class) {
            return Optional.of(context.createDefinitionReference(only(type)));
        }
        if (ComponentTypes.isOfTheJdk(erased) && !type.isArray() && !type.isInstanceOf(Collection.class)) {
            // reported as a problem already; not to be described member by member
            return Optional.of(JsonNodeFactory.instance.objectNode());
        }
        return type.isArray() ? Optional.empty() : wrapped(erased, context);
    }

    private static ResolvedType only(ResolvedType optional) {
        return optional.getTypeParameters().get(0);
    }

    /** The constants as Jackson writes them: right for every way to rename them. */
    private ObjectNode enumeration(Class<?> type) {
        ObjectNode schema = JsonNodeFactory.instance.objectNode().put("type", "string");
        for (Object constant : type.getEnumConstants()) {
            schema.withArray("/enum").add(mapper.<JsonNode>valueToTree(constant));
        }
        if (!schema.path("enum").path(0).isTextual()) {
            schema.remove("type");
        }
        return schema;
    }

    private ObjectNode map(List<ResolvedType> keyAndValue, SchemaGenerationContext context) {
        ObjectNode schema = JsonNodeFactory.instance.objectNode().put("type", "object");
        if (keyAndValue == null || keyAndValue.size() != 2) {
            return schema;
        }
        Class<?> key = keyAndValue.get(0).getErasedType();
        if (key.isEnum()) {
            schema.set("propertyNames", enumeration(key));
        }
        schema.set("additionalProperties", context.createDefinitionReference(keyAndValue.get(1)));
        return schema;
    }

    /** A class that {@code @JsonValue} writes as something else has the schema of that. */
    private Optional<ObjectNode> wrapped(Class<?> type, SchemaGenerationContext context) {
        AnnotatedMember value = mapper.getSerializationConfig()
                .introspect(mapper.constructType(type))
                .findJsonValueAccessor();
        return Optional.ofNullable(value)
                .map(accessor -> context.createDefinitionReference(
                        context.getTypeContext().resolve(accessor.getRawType())));
    }
}
