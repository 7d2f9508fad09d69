package dev.gantry.schema;

import com.fasterxml.classmate.ResolvedType;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.deser.BeanDeserializerBase;
import com.fasterxml.jackson.databind.deser.DefaultDeserializationContext;
import com.fasterxml.jackson.databind.util.Annotations;
import com.github.victools.jsonschema.generator.FieldScope;
import java.lang.reflect.Modifier;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds the components whose type cannot be read from JSON. */
final class ComponentTypes {

    private final ObjectMapper mapper;
    private final List<String> problems;

    ComponentTypes(ObjectMapper mapper, List<String> problems) {
        this.mapper = mapper;
        this.problems = problems;
    }

    void check(FieldScope field) {
        check(field.getType(), ComponentRules.nameOf(field));
    }

    private void check(ResolvedType type, String component) {
        Class<?> erased = type.getErasedType();
        if (Scalars.isScalar(erased) || erased.isEnum()) {
            return;
        }
        if (type.isArray()) {
            check(type.getArrayElementType(), component);
        } else if (type.isInstanceOf(Collection.class) || type.isInstanceOf(Map.class) || erased == Optional.class) {
            type.getTypeParameters().forEach(each -> check(each, component));
        } else if (isOfTheJdk(erased)) {
            problems.add(
                    "%s has the type %s, which has no JSON form here; use a record, a list, a map or a simple value"
                            .formatted(component, erased.getName()));
        } else if (Modifier.isAbstract(erased.getModifiers()) && !saysItsSubtypes(erased)) {
            problems.add(("%s has the type %s, which is abstract;"
                            + " say with @JsonTypeInfo and @JsonSubTypes which classes it may be")
                    .formatted(component, erased.getName()));
        } else if (!Modifier.isAbstract(erased.getModifiers())) {
            checkMaking(erased, "%s has the type %s, which".formatted(component, erased.getName()));
        }
    }

    /** Whether a class is Java's own; of those that are no values or containers, none is made from JSON. */
    static boolean isOfTheJdk(Class<?> type) {
        ClassLoader loader = type.getClassLoader();
        return loader == null || loader == ClassLoader.getPlatformClassLoader();
    }

    private boolean saysItsSubtypes(Class<?> type) {
        Annotations annotations = mapper.getDeserializationConfig()
                .introspectClassAnnotations(mapper.constructType(type))
                .getClassAnnotations();
        return annotations.has(JsonDeserialize.class)
                || (annotations.has(JsonTypeInfo.class) && annotations.has(JsonSubTypes.class));
    }

    /**
     * Look for what Jackson would only say when the first body is bound.
     *
     * @param subject how the problem names the class
     */
    void checkMaking(Class<?> type, String subject) {
        try {
            JsonDeserializer<?> found = ((DefaultDeserializationContext) mapper.getDeserializationContext())
                    .createDummyInstance(mapper.getDeserializationConfig())
                    .findRootValueDeserializer(mapper.constructType(type));
            if (found instanceof BeanDeserializerBase bean
                    && !bean.getValueInstantiator().canInstantiate()) {
                problems.add("%s has neither a constructor without arguments nor a @JsonCreator".formatted(subject));
            }
        } catch (JsonMappingException e) {
            problems.add("%s cannot be read from JSON: %s".formatted(subject, e.getOriginalMessage()));
        }
    }
}
