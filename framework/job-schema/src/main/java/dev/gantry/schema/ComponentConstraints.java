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
import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/** The constraints on a component that the generator's module leaves out or takes for something else. */
final class ComponentConstraints {

    /** The pattern that stands for {@code @NotBlank}. */
    static final String NOT_BLANK = "\\S";

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
        check(field, field.getRawMember().getAnnotations(), KNOWN::contains);
        checkTypeArguments(field, field.getRawMember().getAnnotatedType(), true);
    }

    /** The generator knows the constraints on the elements of a list, an array or an optional, and none further in. */
    private void checkTypeArguments(FieldScope field, AnnotatedType type, boolean outermost) {
        boolean known = outermost && !Map.class.isAssignableFrom(field.getType().getErasedType());
        for (AnnotatedType argument : arguments(type)) {
            check(field, argument.getAnnotations(), constraint -> known && KNOWN.contains(constraint));
            checkTypeArguments(field, argument, false);
        }
    }

    private static AnnotatedType[] arguments(AnnotatedType type) {
        return type instanceof AnnotatedParameterizedType parameterized
                ? parameterized.getAnnotatedActualTypeArguments()
                : new AnnotatedType[0];
    }

    private void check(FieldScope field, Annotation[] annotations, Predicate<Class<?>> known) {
        for (Annotation annotation : annotations) {
            Class<? extends Annotation> type = annotation.annotationType();
            if (type.isAnnotationPresent(Constraint.class) && !known.test(type)) {
                problems.add("%s has @%s where its schema cannot say it; check it in the record's constructor"
                        .formatted(ComponentRules.nameOf(field), type.getSimpleName()));
            }
        }
    }

    /** The expression, bound to the whole text: that is what the annotation means, and not what the keyword does. */
    String pattern(FieldScope field) {
        Pattern pattern = annotation(field, Pattern.class);
        boolean notBlank = annotation(field, NotBlank.class) != null;
        if (pattern == null) {
            return notBlank ? NOT_BLANK : null;
        }
        if (pattern.flags().length > 0) {
            problems.add("%s has @Pattern with flags, which a schema does not know; write them into the expression"
                    .formatted(ComponentRules.nameOf(field)));
        }
        return "^" + (notBlank ? "(?=[\\s\\S]*\\S)" : "") + "(?:" + pattern.regexp() + ")$";
    }

    private static <A extends Annotation> A annotation(FieldScope field, Class<A> type) {
        return field.isFakeContainerItemScope()
                ? field.getContainerItemAnnotation(type)
                : field.getAnnotationConsideringFieldAndGetter(type);
    }

    void sizeOfMap(ObjectNode schema, FieldScope field) {
        if (field.isFakeContainerItemScope()
                || !Map.class.isAssignableFrom(field.getType().getErasedType())) {
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
