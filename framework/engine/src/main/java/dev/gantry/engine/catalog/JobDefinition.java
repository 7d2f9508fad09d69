package dev.gantry.engine.catalog;

import static java.util.Objects.requireNonNull;

import dev.gantry.job.BaseJob;
import dev.gantry.job.RunContext;
import dev.gantry.schema.DataType;
import dev.gantry.schema.ParamsType;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;

/**
 * A job that can be run: what it is called, and how it is made.
 *
 * @param label where it stands in the tree and what people call it
 * @param policy how its runs are executed
 * @param params its input
 * @param data what it produces
 * @param constructor makes an instance for one attempt
 * @param realm the plugin it lives in
 */
public record JobDefinition(
        Label label,
        JobPolicy policy,
        ParamsType<?> params,
        DataType data,
        Constructor<? extends BaseJob<?, ?>> constructor,
        PluginRealm realm) {

    /**
     * Where a job stands in the tree and what people call it.
     *
     * @param path the segments from the root, joined with a slash: {@code examples/fizz_buzz}
     * @param name what people call it
     * @param description one sentence; may be empty
     */
    public record Label(String path, String name, String description) {

        public Label {
            requireNonNull(path, "path is null");
            requireNonNull(name, "name is null");
            requireNonNull(description, "description is null");
        }
    }

    public JobDefinition {
        requireNonNull(label, "label is null");
        requireNonNull(policy, "policy is null");
        requireNonNull(params, "params is null");
        requireNonNull(data, "data is null");
        requireNonNull(constructor, "constructor is null");
        requireNonNull(realm, "realm is null");
    }

    /** The path of the job, without a slash at either end. */
    public String path() {
        return label.path();
    }

    /** The path joined with {@code _}: {@code examples_fizz_buzz}. */
    public String jobType() {
        return jobType(path());
    }

    /** The job type that belongs to a path. */
    public static String jobType(String path) {
        return path.replace('/', '_');
    }

    /** Whether a run is attempted again after its first error, as far as that can be told before it has one. */
    public boolean bearsAnError() {
        if (policy.maxErrors() == 1) {
            return false;
        }
        try {
            Class<?> judge = constructor
                    .getDeclaringClass()
                    .getMethod("afterBreak", RunContext.class, Throwable.class)
                    .getDeclaringClass();
            return judge == BaseJob.class;
        } catch (NoSuchMethodException | LinkageError e) {
            return false;
        }
    }

    /** The class of the job. */
    public String className() {
        return constructor.getDeclaringClass().getName();
    }

    /**
     * Make a fresh instance for one attempt.
     *
     * @throws Throwable whatever the constructor throws
     */
    public BaseJob<?, ?> newJob() throws Throwable {
        try {
            return constructor.newInstance();
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }
}
