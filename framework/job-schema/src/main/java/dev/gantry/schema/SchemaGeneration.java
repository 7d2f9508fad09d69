package dev.gantry.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.victools.jsonschema.generator.Option;
import com.github.victools.jsonschema.generator.OptionPreset;
import com.github.victools.jsonschema.generator.SchemaGenerator;
import com.github.victools.jsonschema.generator.SchemaGeneratorConfigBuilder;
import com.github.victools.jsonschema.generator.SchemaVersion;
import com.github.victools.jsonschema.generator.TypeScope;
import com.github.victools.jsonschema.module.jackson.JacksonModule;
import com.github.victools.jsonschema.module.jakarta.validation.JakartaValidationModule;
import com.github.victools.jsonschema.module.jakarta.validation.JakartaValidationOption;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/**
 * Generates the schema of one params record, whose numbers still say which Java type they are ({@link Scalars}). For one
 * use: the generator is neither thread-safe nor does it forget a class it has seen.
 */
final class SchemaGeneration {

    private final Class<?> type;
    private final ObjectMapper mapper;
    private final List<String> problems = new ArrayList<>();

    SchemaGeneration(Class<?> type, ObjectMapper mapper) {
        this.type = type;
        this.mapper = mapper;
    }

    ObjectNode generate() {
        SchemaGeneratorConfigBuilder builder =
                new SchemaGeneratorConfigBuilder(mapper, SchemaVersion.DRAFT_7, OptionPreset.PLAIN_JSON);
        // first, because the first resolver that answers counts
        new ComponentRules(mapper, problems).addTo(builder.forFields());
        builder.forTypesInGeneral()
                // the order of declaration: any two are equal, and the sort is stable
                .withPropertySorter(Comparator.comparingInt(unused -> 0))
                .withDefinitionNamingStrategy(new ParamsName(type))
                .withCustomDefinitionProvider(new OwnDefinitions(mapper))
                .withAdditionalPropertiesResolver(SchemaGeneration::anyIfTree)
                .withArrayUniqueItemsResolver(SchemaGeneration::isSet);
        builder.with(new JacksonModule())
                .with(new JakartaValidationModule(JakartaValidationOption.INCLUDE_PATTERN_EXPRESSIONS))
                .with(
                        Option.DEFINITION_FOR_MAIN_SCHEMA,
                        Option.DEFINITIONS_FOR_ALL_OBJECTS,
                        Option.FORBIDDEN_ADDITIONAL_PROPERTIES_BY_DEFAULT,
                        Option.PLAIN_DEFINITION_KEYS)
                .without(Option.FLATTENED_OPTIONALS);
        ObjectNode schema = new SchemaGenerator(builder.build()).generateSchema(type);
        if (problems.isEmpty()) {
            new ComponentTypes(mapper, problems).checkMaking(type, type.getSimpleName());
        }
        ObjectNode plain = reread(schema);
        Subtypes.merge(plain);
        plain.withObject("/definitions/" + ParamsName.NAME).withObject("/properties");
        return plain;
    }

    /** What was found wrong while generating. */
    List<String> problems() {
        return problems;
    }

    /** Forbidding further properties by default would forbid all of a tree's. */
    private static Type anyIfTree(TypeScope scope) {
        return JsonNode.class.isAssignableFrom(scope.getType().getErasedType()) ? Object.class : null;
    }

    private static Boolean isSet(TypeScope scope) {
        return Set.class.isAssignableFrom(scope.getType().getErasedType()) ? Boolean.TRUE : null;
    }

    /** The generator leaves values in its tree as Java objects, which a validator takes for strings. */
    private static ObjectNode reread(ObjectNode schema) {
        try {
            return (ObjectNode) StrictJson.read(schema.toString());
        } catch (UnreadableJsonException e) {
            throw new IllegalStateException("the generator wrote a schema that is not JSON", e);
        }
    }
}
