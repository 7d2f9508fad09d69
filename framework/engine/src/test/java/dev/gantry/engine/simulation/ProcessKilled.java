package dev.gantry.engine.simulation;

/** Thrown where a thread of a killed process waits, once the simulation is over, so that the real thread comes free. */
final class ProcessKilled extends Error {

    private static final long serialVersionUID = 1;

    ProcessKilled() {
        super("the process of this thread was killed", null, false, false);
    }
}
