package dev.gantry.schema;

import java.util.List;

/** Tells why a class cannot be the params of a job, with every problem that was found. */
public final class SchemaException extends Exception {

    private static final long serialVersionUID = 1;

    private final transient List<String> problems;

    SchemaException(Class<?> type, List<String> problems) {
        super("%s cannot be the params of a job: %s".formatted(type.getName(), String.join("; ", problems)));
        this.problems = List.copyOf(problems);
    }

    /** The problems, at least one, each naming the component it is about. */
    public List<String> problems() {
        return problems;
    }
}
