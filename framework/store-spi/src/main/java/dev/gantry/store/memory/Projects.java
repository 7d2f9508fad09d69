package dev.gantry.store.memory;

import dev.gantry.store.Run;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/** The projects that have something due or RUNNING, and the limits of all. */
final class Projects {

    /** How many runs of a project may be RUNNING at once until it is told otherwise. */
    static final int SERIAL = 1;

    private final Map<String, Project> busy = new HashMap<>();
    private final Map<String, Integer> limits = new HashMap<>();

    private Project busy(String project) {
        return busy.computeIfAbsent(project, name -> new Project(limit(name)));
    }

    private void tidy(String project) {
        if (busy.get(project).isEmpty()) {
            busy.remove(project);
        }
    }

    /** A run that is due waits for its turn in its project. */
    void join(String project, Run run, Lane lane) {
        busy(project).join(run, lane);
    }

    /** A run that was due does not wait any more. */
    void leave(String project, Run run) {
        busy.get(project).leave(run);
        tidy(project);
    }

    /** A run begins. */
    void begin(String project) {
        busy(project).running(1);
    }

    /** A run that was RUNNING is not any more. */
    void end(String project) {
        busy.get(project).running(-1);
        tidy(project);
    }

    int limit(String project) {
        return limits.getOrDefault(project, SERIAL);
    }

    void limit(String project, int limit) {
        if (limit == SERIAL) {
            limits.remove(project);
        } else {
            limits.put(project, limit);
        }
        Project now = busy.get(project);
        if (now != null) {
            now.limit(limit);
        }
    }

    /** The projects that were told how many, with that. */
    Map<String, Integer> limits() {
        return new TreeMap<>(limits);
    }
}
