package dev.gantry.engine.jobs;

import dev.gantry.engine.catalog.JobDefinition;
import dev.gantry.job.JobApiException;
import dev.gantry.schema.DataTooLargeException;
import dev.gantry.schema.PlainJson;
import dev.gantry.schema.UnreadableJsonException;

/** Values of a job's own classes as JSON and back, with what its plugin reads and writes them with and nothing else. */
final class JobJson {

    private final JobDefinition job;
    private final int maxBytes;

    JobJson(JobDefinition job, long maxBytes) {
        this.job = job;
        this.maxBytes = (int) Math.min(maxBytes, Integer.MAX_VALUE - 8);
    }

    /**
     * Write a value.
     *
     * @param what what it is, for the refusal
     */
    String write(String what, Object value) {
        try {
            return job.realm().types().data(Object.class).write(value, maxBytes);
        } catch (DataTooLargeException e) {
            throw new JobApiException(
                    413,
                    "the %s is over the limit of %,d bytes of JSON; write less, or a file".formatted(what, maxBytes),
                    e);
        } catch (IllegalArgumentException e) {
            throw new JobApiException(422, "the %s cannot be used: %s".formatted(what, e.getMessage()), e);
        }
    }

    /** A value without any class of the plugin: maps, lists, strings, numbers, booleans, null. */
    Object plain(String what, Object value) {
        try {
            return PlainJson.read(write(what, value));
        } catch (UnreadableJsonException e) {
            throw new JobApiException(422, "the %s cannot be used: %s".formatted(what, e.getMessage()), e);
        }
    }

    /** Read a value as a type. */
    <T> T read(String what, String json, Class<T> type) {
        try {
            if (type == Object.class) {
                return type.cast(PlainJson.read(json));
            }
            return wrapped(type).cast(job.realm().types().data(type).read(json));
        } catch (UnreadableJsonException e) {
            throw new IllegalStateException("the store keeps only what can be read", e);
        } catch (IllegalArgumentException e) {
            throw new JobApiException(422, "the %s is no %s: %s".formatted(what, type.getName(), e.getMessage()), e);
        }
    }

    @SuppressWarnings("unchecked") // int.class and Integer.class are both a Class<Integer>
    private static <T> Class<T> wrapped(Class<T> type) {
        return (Class<T>) java.lang.invoke.MethodType.methodType(type).wrap().returnType();
    }
}
