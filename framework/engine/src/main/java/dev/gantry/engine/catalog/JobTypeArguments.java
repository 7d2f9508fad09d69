package dev.gantry.engine.catalog;

import dev.gantry.job.BaseJob;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.util.HashMap;
import java.util.Map;

/**
 * What a job class says {@code P} and {@code D} of {@link BaseJob} are, whatever branches lie between.
 *
 * @param params the type of the params
 * @param data the type of the data; {@link Object} if it says nothing
 */
record JobTypeArguments(Type params, Type data) {

    static JobTypeArguments of(Class<?> job) {
        Map<TypeVariable<?>, Type> known = new HashMap<>();
        Class<?> type = job;
        while (type != BaseJob.class) {
            Class<?> above = type.getSuperclass();
            if (type.getGenericSuperclass() instanceof ParameterizedType parameterized) {
                TypeVariable<?>[] variables = above.getTypeParameters();
                for (int i = 0; i < variables.length; i++) {
                    known.put(variables[i], resolved(parameterized.getActualTypeArguments()[i], known));
                }
            }
            type = above;
        }
        TypeVariable<?>[] variables = BaseJob.class.getTypeParameters();
        return new JobTypeArguments(
                known.getOrDefault(variables[0], Record.class), known.getOrDefault(variables[1], Object.class));
    }

    /** A type variable stands for what it was bound to further down; anything else for itself. */
    private static Type resolved(Type type, Map<TypeVariable<?>, Type> known) {
        return type instanceof TypeVariable<?> variable ? known.getOrDefault(variable, Object.class) : type;
    }

    /** The class behind a type. */
    static Type rawType(Type type) {
        return type instanceof ParameterizedType parameterized ? parameterized.getRawType() : type;
    }
}
