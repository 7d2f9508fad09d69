package dev.gantry.schema;

import com.fasterxml.classmate.ResolvedType;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.victools.jsonschema.generator.FieldScope;
import com.github.victools.jsonschema.generator.SchemaGeneratorConfigPart;
import dev.gantry.job.Secret;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import java.lang.annotation.Annotation;
import java.util.List;
import java.util.Optional;

/** What the annotations and the type of one component say about its property. */
final class ComponentRules {

    private final ComponentDefaults defaults;
    private final ComponentTypes types;
    private final ComponentConstraints constraints;

    ComponentRules(ObjectMapper mapper, List<String> problems) {
        this.defaults = new ComponentDefaults(mapper, problems);
        this.types = new ComponentTypes(mapper, problems);
        this.constraints = new ComponentConstraints(problems);
    }

    void addTo(SchemaGeneratorConfigPart<FieldScope> fields) {
        fields.withTargetTypeOverridesResolver(this::withoutOptional)
                .withTitleResolver(field -> field.isFakeContainerItemScope() ? null : field.getName())
                .withDefaultResolver(field -> field.isFakeContainerItemScope() ? null : defaults.of(field))
                .withRequiredCheck(ComponentRules::required)
                .withWriteOnlyCheck(field -> !field.isFakeContainerItemScope() && has(field, Secret.class))
                .withStringPatternResolver(constraints::pattern)
                .withInstanceAttributeOverride((schema, field, context) -> constraints.sizeOfMap(schema, field));
    }

    private List<ResolvedType> withoutOptional(FieldScope field) {
        if (!field.isFakeContainerItemScope()) {
            types.check(field);
            constraints.check(field);
        }
        return field.getType() != null && field.getType().getErasedType() == Optional.class
                ? List.of(field.getType().getTypeParameters().get(0))
                : null;
    }

    private static boolean required(FieldScope field) {
        if (field.isFakeContainerItemScope() || ComponentDefaults.textOf(field).isPresent()) {
            return false;
        }
        // a silent 0 or false is a trap, where a bean may have set a value of its own
        boolean primitive = field.getType().getErasedType().isPrimitive()
                && field.getDeclaringType().getErasedType().isRecord();
        JsonProperty property = field.getAnnotationConsideringFieldAndGetter(JsonProperty.class);
        return primitive
                || has(field, NotNull.class)
                || has(field, NotBlank.class)
                || has(field, NotEmpty.class)
                || (property != null && property.required());
    }

    static boolean has(FieldScope field, Class<? extends Annotation> annotation) {
        return field.getAnnotationConsideringFieldAndGetter(annotation) != null;
    }

    /** How messages name a component: {@code Window.from}. */
    static String nameOf(FieldScope field) {
        return field.getDeclaringType().getErasedType().getSimpleName() + "." + field.getName();
    }
}
