package dev.gantry.engine.simulation;

import java.util.ArrayList;
import java.util.List;

/**
 * Where a task runs: a server's process, or the world around all of them. A frozen process stands still, a killed one never
 * does anything again.
 */
final class Host {

    private final String name;
    private final List<Task> held = new ArrayList<>();
    private final GivenFences fences = new GivenFences();
    private boolean frozen;
    private boolean killed;

    Host(String name) {
        this.name = name;
    }

    String name() {
        return name;
    }

    GivenFences fences() {
        return fences;
    }

    boolean frozen() {
        return frozen;
    }

    boolean killed() {
        return killed;
    }

    void kill() {
        killed = true;
        held.clear();
    }

    void freeze() {
        frozen = true;
    }

    /** Keep a task that is ready until the host goes on. */
    void hold(Task task) {
        held.add(task);
    }

    /** Go on with these. */
    List<Task> thaw() {
        frozen = false;
        List<Task> ready = List.copyOf(held);
        held.clear();
        return ready;
    }
}
