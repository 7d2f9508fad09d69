package dev.gantry.store.memory;

import dev.gantry.store.ProjectState;
import dev.gantry.store.Run;
import dev.gantry.store.RunState;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What readers see of projects: kept along with the changes that are published. Thread-safe. */
public final class ProjectBoard {

    private final Map<String, Integer> limits = new HashMap<>();
    private final Map<String, Busy> busy = new HashMap<>();

    private static final class Busy {
        private final TreeMap<Long, Run> running = new TreeMap<>();
        private long queued;
    }

    /** Show a change. */
    public synchronized void publish(Change change) {
        if (change instanceof Change.OfRun ofRun) {
            ofRun.after().run().project().ifPresent(project -> {
                ofRun.before().ifPresent(before -> remove(project, before.run()));
                add(project, ofRun.after().run());
            });
        } else if (change instanceof Change.Limited limited) {
            limit(limited.project(), limited.after());
        }
    }

    /** Show a run as it was before a restart. */
    public synchronized void load(Run run) {
        run.project().ifPresent(project -> add(project, run));
    }

    /** Show how many runs of a project may be RUNNING at once. */
    public synchronized void limit(String project, int limit) {
        limits.put(project, limit);
    }

    /** The projects that were told how many of their runs may be RUNNING at once, with that. */
    public synchronized Map<String, Integer> limits() {
        return Map.copyOf(limits);
    }

    private void add(String project, Run run) {
        if (run.state() == RunState.QUEUED) {
            busy.computeIfAbsent(project, name -> new Busy()).queued++;
        } else if (run.state() == RunState.RUNNING) {
            busy.computeIfAbsent(project, name -> new Busy()).running.put(run.number(), run);
        }
    }

    private void remove(String project, Run run) {
        if (run.state().finished()) {
            return;
        }
        Busy now = busy.get(project);
        if (run.state() == RunState.QUEUED) {
            now.queued--;
        } else {
            now.running.remove(run.number());
        }
        if (now.queued == 0 && now.running.isEmpty()) {
            busy.remove(project);
        }
    }

    /** See {@link dev.gantry.store.RunReader#project}. */
    public synchronized ProjectState state(String project) {
        Busy now = busy.get(project);
        int limit = limits.getOrDefault(project, Projects.SERIAL);
        return now == null
                ? new ProjectState(limit, List.of(), 0)
                : new ProjectState(limit, List.copyOf(now.running.values()), now.queued);
    }
}
