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
 * <p>With it, a run may end if it is finished, or executed and waits for nobody; or if it waits for others, and all of
 * those may end; or if it has not begun, and its project takes one more or one of those that hold it may end. If one
 * that is waited for may not end, and that is because of the one that begins to wait, the wait is refused. Without
 * recursion: a chain of waits is as long as it likes.
 */
final class WaitCheck {

    /** A run that depends on others. {@code all}: it may end if all of these may; else if one of them may. */
    private record Node(RunAddress address, Collection<UUID> dependsOn, boolean all) {}

    /** What holds a project. */
    private record Holders(int concurrency, Map<UUID, RunAddress> runs) {}

    private final RunStore store;
    private final Map<UUID, List<WaitGraph.Waiter>> waiting;
    private final Map<String, Map<UUID, RunAddress>> waitersOf;
    private final WaitGraph.Waiter self;
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
        List<String> cycle = cycle();
        if (!cycle.isEmpty()) {
            throw new WaitCycleException(
                    cycle,
                    "the wait could never end: %s; wait for a run of another project, or give the project a concurrency"
                            .formatted(String.join(" waits for ", cycle)));
        }
    }

    private void explore() {
        Deque<Map.Entry<UUID, RunAddress>> open =
                new ArrayDeque<>(self.targets().entrySet());
        Set<UUID> seen = new HashSet<>(Set.of(self.run()));
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
            nodes.put(uuid, new Node(address, targets.keySet(), true));
            return targets;
        }
        Optional<Run> run = store.find(uuid);
        boolean notBegun = run.isEmpty() || run.get().state() == RunState.QUEUED;
        Optional<String> project =
                run.isEmpty() ? Optional.of(address.project()) : run.get().project();
        if (!notBegun || project.isEmpty()) {
            return Map.of();
        }
        boolean explored = projects.containsKey(project.get());
        Holders holders = projects.computeIfAbsent(project.get(), this::holders);
        if (holders.runs().size() < holders.concurrency()) {
            return Map.of();
        }
        nodes.put(uuid, new Node(address, holders.runs().keySet(), false));
        // Thousands of runs may stand before one project: what holds it is looked at once.
        return explored ? Map.of() : holders.runs();
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

    /** The runs that may come to an end, as far as it depends on others at all. */
    private Set<UUID> hopeful() {
        Set<UUID> hopeful = new HashSet<>();
        List<Map.Entry<UUID, Node>> deepestLast = new ArrayList<>(nodes.entrySet());
        int before = -1;
        while (hopeful.size() > before) {
            before = hopeful.size();
            for (ListIterator<Map.Entry<UUID, Node>> each = deepestLast.listIterator(deepestLast.size());
                    each.hasPrevious(); ) {
                Map.Entry<UUID, Node> node = each.previous();
                if (mayEnd(node.getValue(), hopeful)) {
                    hopeful.add(node.getKey());
                }
            }
        }
        return hopeful;
    }

    private boolean mayEnd(Node node, Set<UUID> hopeful) {
        return node.all()
                ? node.dependsOn().stream().allMatch(other -> mayEnd(other, hopeful))
                : node.dependsOn().stream().anyMatch(other -> mayEnd(other, hopeful));
    }

    /** Who neither waits nor is kept from beginning may end. */
    private boolean mayEnd(UUID run, Set<UUID> hopeful) {
        return !run.equals(self.run()) && (!nodes.containsKey(run) || hopeful.contains(run));
    }

    /** The way from the one that begins to wait back to it; empty if it is others that hold each other up. */
    private List<String> cycle() {
        Set<UUID> hopeful = hopeful();
        Map<UUID, UUID> cameFrom = new HashMap<>();
        Deque<UUID> open = new ArrayDeque<>(List.of(self.run()));
        while (!open.isEmpty() && !cameFrom.containsKey(self.run())) {
            UUID at = open.removeFirst();
            Collection<UUID> next = at.equals(self.run())
                    ? self.targets().keySet()
                    : nodes.get(at).dependsOn();
            for (UUID other : next) {
                if (!mayEnd(other, hopeful) && cameFrom.putIfAbsent(other, at) == null) {
                    open.addLast(other);
                }
            }
        }
        return cameFrom.containsKey(self.run()) ? wayBack(cameFrom) : List.of();
    }

    private List<String> wayBack(Map<UUID, UUID> cameFrom) {
        Deque<String> way = new ArrayDeque<>(List.of(self.address().toString()));
        for (UUID at = cameFrom.get(self.run()); !at.equals(self.run()); at = cameFrom.get(at)) {
            way.addFirst(nodes.get(at).address().toString());
        }
        way.addFirst(self.address().toString());
        return List.copyOf(way);
    }
}
