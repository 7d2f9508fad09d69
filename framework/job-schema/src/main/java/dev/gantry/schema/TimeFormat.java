package dev.gantry.schema;

import com.networknt.schema.ExecutionContext;
import com.networknt.schema.format.Format;
import java.time.DateTimeException;
import java.util.function.Function;

/** A format of which exactly that is valid which a class of {@code java.time} can parse. */
final class TimeFormat implements Format {

    private final String name;
    private final Function<String, ?> parser;

    TimeFormat(String name, Function<String, ?> parser) {
        this.name = name;
        this.parser = parser;
    }

    @Override
    public String getName() {
        return name;
    }

    @Override
    public boolean matches(ExecutionContext context, String value) {
        try {
            return parser.apply(value) != null;
        } catch (DateTimeException e) {
            return false;
        }
    }
}
