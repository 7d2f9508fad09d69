package dev.gantry.engine.jobs;

import dev.gantry.job.WaitCycleException;
import dev.gantry.store.ProjectState;
import dev.gantry.store.Run;
import dev.gantry.store.RunAddress;
import dev.gantry.store.RunState;
import dev.gantry.store.RunStore;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.ListIterator;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Looks whether one wait could ever end.
 *
 * <p>A run gets on unless it waits, and one of those that it waits for does not; or unless it has not begun, its project
 * takes no more, and none of those that hold the project does. The one that begins to wait does not; so what does not get
 * on, and is held up by it, never will. Those that hold each other up without it are none of its business. Without recursion: a chain of waits is as long as it likes.
 */
final class WaitCheck {

    /** A run that may be held up. {@code all}: it is if all of these are; else if one of them is. */
    private record Node(RunAddress address, Collection<UUID> heldUpBy, boolean all) {

        boolean getsOn(Set<UUID> gettingOn) {
            return all ? heldUpBy.stream().anyMatch(gettingOn::contains) : gettingOn.containsAll(heldUpBy);
        }
    }

    /** What holds a project. */
    private record Holders(int concurrency, Map<UUID, RunAddress> runs) {}

    private final RunStore store;
    private final Map<UUID, List<WaitGraph.Waiter>> waiting;
    private final Map<String, Map<UUID, RunAddress>> waitersOf;
    private final WaitGraph.Waiter self;
    private final Set<UUID> seen = new HashSet<>();
    private final Map<UUID, Node> nodes = new LinkedHashMap<>();
    private final Map<String, Holders> projects = new HashMap<>();

    WaitCheck(
            RunStore store,
            Map<UUID, List<WaitGraph.Waiter>> waiting,
            Map<String, Map<UUID, RunAddress>> waitersOf,
            WaitGraph.Waiter self) {
        this.store = store;
        this.waiting = waiting;
        this.waitersOf = waitersOf;
        this.self = self;
    }

    void check() {
        explore();
        Set<UUID> gettingOn = gettingOn();
        for (UUID target : self.targets().keySet()) {
            if (!gettingOn.contains(target)) {
                shortestWayBack(target, gettingOn).ifPresent(way -> {
                    throw refusal(way);
                });
            }
        }
    }

    private void explore() {
        Deque<Map.Entry<UUID, RunAddress>> open =
                new ArrayDeque<>(self.targets().entrySet());
        seen.add(self.run());
        while (!open.isEmpty()) {
            Map.Entry<UUID, RunAddress> next = open.removeFirst();
            if (seen.add(next.getKey())) {
                Map<UUID, RunAddress> more = look(next.getKey(), next.getValue());
                open.addAll(more.entrySet());
            }
        }
    }

    /** Note what may hold a run up, and yield that. */
    private Map<UUID, RunAddress> look(UUID uuid, RunAddress address) {
        List<WaitGraph.Waiter> waits = waiting.get(uuid);
        if (waits != null) {
            Map<UUID, RunAddress> targets = new LinkedHashMap<>();
            waits.forEach(wait -> targets.putAll(wait.targets()));
            nodes.put(uuid, new Node(address, targets.keySet(), false));
            return targets;
        }
        Optional<Run> run = store.find(uuid);
        boolean notBegun = run.isEmpty() || run.get().state() == RunState.QUEUED;
        Optional<String> project =
                run.isEmpty() ? Optional.of(address.project()) : run.get().project();
        if (!notBegun || project.isEmpty()) {
            return Map.of();
        }
        Holders holders = projects.computeIfAbsent(project.get(), this::holders);
        if (holders.runs().size() < holders.concurrency()) {
            return Map.of();
        }
        nodes.put(uuid, new Node(address, holders.runs().keySet(), true));
        return holders.runs();
    }

    /** The store may not know yet of those that began just now; of those that wait we know. */
    private Holders holders(String project) {
        ProjectState state = store.project(project);
        Map<UUID, RunAddress> runs = new LinkedHashMap<>();
        state.running().forEach(run -> runs.put(run.uuid(), ProjectRuns.addressOf(run)));
        runs.putAll(waitersOf.getOrDefault(project, Map.of()));
        if (self.limited() && self.address().project().equals(project)) {
            runs.put(self.run(), self.address());
        }
        return new Holders(state.concurrency(), runs);
    }

    /** All that get on although the one that begins to wait does not. */
    private Set<UUID> gettingOn() {
        Set<UUID> gettingOn = new HashSet<>(seen);
        gettingOn.removeAll(nodes.keySet());
        gettingOn.remove(self.run());
        List<Map.Entry<UUID, Node>> deepestLast = new ArrayList<>(nodes.entrySet());
        int before = -1;
        while (gettingOn.size() > before) {
            before = gettingOn.size();
            for (ListIterator<Map.Entry<UUID, Node>> each = deepestLast.listIterator(deepestLast.size());
                    each.hasPrevious(); ) {
                Map.Entry<UUID, Node> node = each.previous();
                if (node.getValue().getsOn(gettingOn)) {
                    gettingOn.add(node.getKey());
                }
            }
        }
        return gettingOn;
    }

    /** The runs from a hopeless one to the one that begins to wait, each held up by the next; if they lead there. */
    private Optional<List<UUID>> shortestWayBack(UUID hopeless, Set<UUID> gettingOn) {
        Map<UUID, UUID> reachedFrom = new HashMap<>(Map.of(hopeless, hopeless));
        Deque<UUID> open = new ArrayDeque<>(Set.of(hopeless));
        while (!reachedFrom.containsKey(self.run())) {
            if (open.isEmpty()) {
                return Optional.empty();
            }
            UUID run = open.removeFirst();
            for (UUID by : nodes.get(run).heldUpBy()) {
                if (!gettingOn.contains(by) && reachedFrom.putIfAbsent(by, run) == null) {
                    open.addLast(by);
                }
            }
        }
        Deque<UUID> way = new ArrayDeque<>();
        for (UUID run = self.run(); !run.equals(hopeless); ) {
            run = reachedFrom.get(run);
            way.addFirst(run);
        }
        return Optional.of(List.copyOf(way));
    }

    private WaitCycleException refusal(List<UUID> way) {
        List<String> cycle = new ArrayList<>(List.of(self.address().toString()));
        way.forEach(run -> cycle.add(nodes.get(run).address().toString()));
        cycle.add(self.address().toString());
        return new WaitCycleException(
                cycle,
                "the wait could never end: %s; wait for a run of another project, or give the project a concurrency"
                        .formatted(String.join(" waits for ", cycle)));
    }
}
