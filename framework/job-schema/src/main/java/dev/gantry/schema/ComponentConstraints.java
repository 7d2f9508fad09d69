package dev.gantry.schema;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.victools.jsonschema.generator.FieldScope;
import jakarta.validation.Constraint;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Negative;
import jakarta.validation.constraints.NegativeOrZero;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.PositiveOrZero;
import jakarta.validation.constraints.Size;
import java.lang.annotation.Annotation;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The constraints on a component that the generator's module leaves out or takes for something else. */
final class ComponentConstraints {

    private static final Set<Class<? extends Annotation>> KNOWN = Set.of(
            Min.class,
            Max.class,
            DecimalMin.class,
            DecimalMax.class,
            Positive.class,
            PositiveOrZero.class,
            Negative.class,
            NegativeOrZero.class,
            Size.class,
            Pattern.class,
            Email.class,
            NotNull.class,
            NotBlank.class,
            NotEmpty.class);

    private final List<String> problems;

    ComponentConstraints(List<String> problems) {
        this.problems = problems;
    }

    /** A constraint that nothing checks would be a promise not kept. */
    void check(FieldScope field) {
        for (Annotation annotation : field.getRawMember().getAnnotations()) {
            Class<? extends Annotation> type = annotation.annotationType();
            if (type.isAnnotationPresent(Constraint.class) && !KNOWN.contains(type)) {
                problems.add("%s has @%s, which cannot be said in its schema; check it in the record's constructor"
                        .formatted(ComponentRules.nameOf(field), type.getSimpleName()));
            }
        }
    }

    /** The expression, bound to the whole text: that is what the annotation means, and not what the keyword does. */
    String pattern(FieldScope field) {
        Pattern pattern = field.isFakeContainerItemScope()
                ? field.getContainerItemAnnotation(Pattern.class)
                : field.getAnnotationConsideringFieldAndGetter(Pattern.class);
        if (pattern == null) {
            return null;
        }
        if (pattern.flags().length > 0) {
            problems.add("%s has @Pattern with flags, which a schema does not know; write them into the expression"
                    .formatted(ComponentRules.nameOf(field)));
        }
        return "^(?:" + pattern.regexp() + ")$";
    }

    void sizeOfMap(ObjectNode schema, FieldScope field) {
        if (field.isFakeContainerItemScope() || !Map.class.isAssignableFrom(field.getType().getErasedType())) {
            return;
        }
        if (ComponentRules.has(field, NotEmpty.class)) {
            schema.put("minProperties", 1);
        }
        Size size = field.getAnnotationConsideringFieldAndGetter(Size.class);
        if (size != null && size.min() > 0) {
            schema.put("minProperties", size.min());
        }
        if (size != null && size.max() < Integer.MAX_VALUE) {
            schema.put("maxProperties", size.max());
        }
    }
}
