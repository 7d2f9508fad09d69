package dev.gantry.engine.simulation;

/** Something happened that must not. */
final class Violation extends Error {

    private static final long serialVersionUID = 1;

    Violation(String what) {
        super(what);
    }
}
