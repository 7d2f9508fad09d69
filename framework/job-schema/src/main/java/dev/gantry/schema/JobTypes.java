package dev.gantry.schema;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.gantry.job.BaseJob;
import java.lang.reflect.Type;
import java.util.List;

/**
 * What the classes of one plugin are read and written with.
 *
 * <p>Make one per plugin and forget it with the plugin: everything that Jackson and the schema generator remember about
 * a class hangs on it, and nothing of it on anything shared. Making one is cheap; the work begins with the first type.
 * Thread-safe.
 */
public final class JobTypes {

    private final ClassLoader loader;
    private final KnownSchemas known;
    private ObjectMapper mapper;

    /** Make one for the classes of a loader. */
    public JobTypes(ClassLoader loader) {
        this(loader, KnownSchemas.NONE);
    }

    /**
     * Make one for the classes of a loader, of which some may have been read before.
     *
     * @param known what was generated for the params records among these very classes; is told what is generated anew
     */
    public JobTypes(ClassLoader loader, KnownSchemas known) {
        this.loader = requireNonNull(loader, "loader is null");
        this.known = requireNonNull(known, "known is null");
    }

    /**
     * Make the schema of a job's params and what checks and binds them.
     *
     * @param type the params record
     * @throws SchemaException if the class cannot be the params of a job, listing every reason: it is no record, a
     *     component has a type that has no schema, a default does not fit its type or its own constraints, …
     */
    public <P extends Record> ParamsType<P> params(Class<P> type) throws SchemaException {
        return ParamsType.of(type, mapper(), known);
    }

    /**
     * Make what a job's data are written and read with.
     *
     * @param type the class of the data, or a generic type such as {@code List<Row>}
     */
    public DataType data(Type type) {
        JavaType resolved = mapper().constructType(requireNonNull(type, "type is null"));
        return new DataType(resolved, mapper());
    }

    /**
     * Make the params of a job, whatever branches lie between its class and {@link BaseJob}.
     *
     * @throws SchemaException as {@link #params(Class)}
     */
    public ParamsType<?> paramsOf(Class<?> job) throws SchemaException {
        Class<?> params = argumentOf(job, 0).getRawClass();
        if (!params.isRecord()) {
            throw new SchemaException(params, List.of("it is no record; declare it as one"));
        }
        return params(params.asSubclass(Record.class));
    }

    /** Make what the data of a job are written and read with, whatever branches lie between its class and {@link BaseJob}. */
    public DataType dataOf(Class<?> job) {
        return new DataType(argumentOf(job, 1), mapper());
    }

    private JavaType argumentOf(Class<?> job, int parameter) {
        JavaType[] arguments = mapper().constructType(job).findTypeParameters(BaseJob.class);
        return parameter < arguments.length ? arguments[parameter] : mapper().constructType(Object.class);
    }

    private synchronized ObjectMapper mapper() {
        if (mapper == null) {
            mapper = PluginMapper.make(loader);
        }
        return mapper;
    }
}
