package dev.gantry.job;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The stage methods of a {@link Pipeline}, found by reflection; those of a subclass come before those it inherits. */
public final class StageMethods {

    private final Class<?> type;
    private final Map<String, Method> byStage;

    private StageMethods(Class<?> type, Map<String, Method> byStage) {
        this.type = type;
        this.byStage = byStage;
    }

    /**
     * Find them.
     *
     * @param params the params record of the pipeline
     * @throws IllegalArgumentException if there are none, or some cannot be stages, with every reason
     */
    public static StageMethods of(Class<?> type, Class<?> params) {
        Map<String, Method> byStage = new TreeMap<>();
        List<String> faults = new ArrayList<>();
        for (Class<?> at = type; at != null && at != Pipeline.class; at = at.getSuperclass()) {
            Map<String, Method> declared = new TreeMap<>();
            for (Method method : at.getDeclaredMethods()) {
                Stage stage = method.getDeclaredAnnotation(Stage.class);
                if (stage != null && !method.isBridge()) {
                    addFaults(method, params, faults);
                    Method other = declared.put(stage.value(), method);
                    if (other != null) {
                        faults.add("@Stage(\"%s\") stands on %s and on %s; name one of them otherwise"
                                .formatted(stage.value(), other.getName(), method.getName()));
                    }
                }
            }
            declared.forEach(byStage::putIfAbsent);
        }
        if (byStage.isEmpty()) {
            faults.add("the pipeline has no method with @Stage; expected at least one, such as @Stage(\"main\")");
        }
        if (!faults.isEmpty()) {
            throw new IllegalArgumentException(String.join("; ", faults));
        }
        return new StageMethods(type, byStage);
    }

    private static void addFaults(Method method, Class<?> params, List<String> faults) {
        int modifiers = method.getModifiers();
        if (Modifier.isStatic(modifiers) || Modifier.isPrivate(modifiers)) {
            faults.add("the stage %s is static or private; make it neither".formatted(method.getName()));
        }
        Class<?> returned = method.getReturnType();
        if (returned != void.class && returned != RunResult.class) {
            faults.add("the stage %s returns %s; expected void or RunResult"
                    .formatted(method.getName(), returned.getSimpleName()));
        }
        boolean fits = switch (method.getParameterCount()) {
            case 0 -> true;
            case 1 -> isParams(method, params) || isContext(method, 0);
            case 2 -> isParams(method, params) && isContext(method, 1);
            default -> false;
        };
        if (!fits) {
            faults.add("the stage %s takes other parameters than (%s, RunContext), one of these, or none"
                    .formatted(method.getName(), params.getSimpleName()));
        }
    }

    private static boolean isParams(Method method, Class<?> params) {
        Class<?> first = method.getParameterTypes()[0];
        return Record.class.isAssignableFrom(first) && first.isAssignableFrom(params);
    }

    private static boolean isContext(Method method, int index) {
        return method.getParameterTypes()[index] == RunContext.class;
    }

    RunResult execute(Pipeline<?, ?> pipeline, Record params, RunContext<?> run) throws Exception {
        String stage = run.tags().getOrDefault(Pipeline.STAGE, Pipeline.MAIN);
        Method method = byStage.get(stage);
        if (method == null) {
            throw run.fail(
                    404,
                    "the tag stage is \"%s\"; the stages of %s are %s"
                            .formatted(stage, type.getSimpleName(), String.join(", ", byStage.keySet())));
        }
        List<Object> arguments = new ArrayList<>();
        for (Class<?> parameter : method.getParameterTypes()) {
            arguments.add(parameter == RunContext.class ? run : params);
        }
        method.setAccessible(true);
        try {
            RunResult result = (RunResult) method.invoke(pipeline, arguments.toArray());
            return result == null ? RunResult.OK : result;
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof Exception thrown) {
                throw thrown;
            }
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            throw e;
        }
    }
}
