package dev.gantry.store.memory;

import dev.gantry.store.Run;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;

/**
 * Who descends from whom: every run that is not finished and has a parent, and the runs above it, finished or not. A
 * finished run with children on other servers stays too, until no run above it can be cancelled any more.
 *
 * <p>Runs without parent and children cost nothing. No step is recursive: a chain may be long.
 */
final class Kin {

    private final Function<UUID, Optional<Run>> runs;
    private final Map<UUID, Node> nodes = new HashMap<>();
    private final Set<Node> linked = new LinkedHashSet<>();

    private static final class Node {
        private final UUID uuid;
        private final Set<Node> children = new LinkedHashSet<>(2);
        private Node parent;
        private boolean unfinished;

        private Node(UUID uuid) {
            this.uuid = uuid;
        }
    }

    /** Look runs that are not held here up with a function. */
    Kin(Function<UUID, Optional<Run>> runs) {
        this.runs = runs;
    }

    /** A run is there that is not finished, or not any more. */
    void begin(Run run) {
        Node node = nodes.get(run.uuid());
        if (node == null) {
            if (run.request().origin().parent().isEmpty()) {
                return;
            }
            node = place(run.uuid());
        }
        if (node.parent == null) {
            hang(node, run.request().origin().parent());
        }
        node.unfinished = true;
        linked.remove(node);
    }

    private Node place(UUID uuid) {
        Node node = new Node(uuid);
        nodes.put(uuid, node);
        return node;
    }

    /** Hang a node below its parent, and that below its own, up to one that hangs already. */
    private void hang(Node lowest, Optional<UUID> itsParent) {
        Node node = lowest;
        Optional<UUID> above = itsParent;
        while (above.isPresent()) {
            Node known = nodes.get(above.get());
            if (known != null) {
                // A run can only be above itself if somebody made parents up.
                if (!isAtOrAbove(node, known)) {
                    join(node, known);
                }
                return;
            }
            Node next = place(above.get());
            join(node, next);
            Optional<Run> run = runs.apply(next.uuid);
            next.unfinished = run.filter(found -> !found.state().finished()).isPresent();
            above = run.flatMap(found -> found.request().origin().parent());
            node = next;
        }
    }

    private static void join(Node child, Node parent) {
        child.parent = parent;
        parent.children.add(child);
    }

    private static boolean isAtOrAbove(Node node, Node lower) {
        if (node.children.isEmpty()) {
            return node.uuid.equals(lower.uuid);
        }
        for (Node at = lower; at != null; at = at.parent) {
            if (at.uuid.equals(node.uuid)) {
                return true;
            }
        }
        return false;
    }

    /** A run is finished, or was never there. */
    void end(Row row) {
        Node node = nodes.get(row.uuid());
        if (node != null) {
            node.unfinished = false;
            if (!row.attachments().remotes().isEmpty()) {
                linked.add(node);
            }
            prune(node);
        }
    }

    private void prune(Node from) {
        Node node = from;
        while (node != null && !node.unfinished && node.children.isEmpty() && !linked.contains(node)) {
            nodes.remove(node.uuid);
            if (node.parent != null) {
                node.parent.children.remove(node);
            }
            node = node.parent;
        }
    }

    /** Take up a finished run with children on other servers; to be settled once all are. */
    void loadLinked(Run run) {
        if (!nodes.containsKey(run.uuid())) {
            hang(place(run.uuid()), run.request().origin().parent());
        }
        linked.add(nodes.get(run.uuid()));
    }

    /** Let go of finished runs below which nothing can be cancelled any more. */
    void settle() {
        List<Node> free =
                linked.stream().filter(node -> !hasUnfinishedAbove(node)).toList();
        free.forEach(linked::remove);
        free.forEach(this::prune);
    }

    private static boolean hasUnfinishedAbove(Node node) {
        for (Node at = node.parent; at != null; at = at.parent) {
            if (at.unfinished) {
                return true;
            }
        }
        return false;
    }

    /** The finished runs with children on other servers. */
    List<UUID> linked() {
        return linked.stream().map(node -> node.uuid).toList();
    }

    /** Whether something depends on a run, finished as it may be. */
    boolean needs(UUID uuid) {
        return nodes.containsKey(uuid);
    }

    /** All runs that something depends on. */
    List<UUID> needed() {
        return List.copyOf(nodes.keySet());
    }

    /** The runs below a run that can be cancelled, or have children on other servers; parents before their children. */
    List<UUID> below(UUID uuid) {
        List<UUID> found = new ArrayList<>();
        Deque<Node> next = new ArrayDeque<>();
        Node top = nodes.get(uuid);
        if (top != null) {
            next.addAll(top.children);
        }
        while (!next.isEmpty()) {
            Node node = next.remove();
            if (node.unfinished || linked.contains(node)) {
                found.add(node.uuid);
            }
            next.addAll(node.children);
        }
        return found;
    }
}
