package dev.gantry.schema;

import static java.util.stream.Collectors.joining;

import java.util.List;

/** Tells that params do not fit their schema, with every fault that was found. */
public final class InvalidParamsException extends Exception {

    private static final long serialVersionUID = 1;

    private final transient List<Fault> faults;

    InvalidParamsException(List<Fault> faults) {
        super(faults.stream().map(Fault::toString).collect(joining("; ")));
        this.faults = List.copyOf(faults);
    }

    /** The faults, at least one, in the order of the body. */
    public List<Fault> faults() {
        return faults;
    }
}
