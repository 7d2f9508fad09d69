package dev.gantry.verify.load;

import dev.gantry.verify.history.Call;
import dev.gantry.verify.history.History;
import dev.gantry.verify.history.Life;
import dev.gantry.verify.history.Note;
import dev.gantry.verify.history.Order;
import dev.gantry.verify.history.Trouble;
import dev.gantry.verify.jobs.FamilyJob;
import dev.gantry.verify.jobs.LimitedJob;
import dev.gantry.verify.server.Launcher;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.UUID;

/** Writes the history of a round. Thread-safe. */
public final class Recorder {

    private final List<Order> orders = new ArrayList<>();
    private final List<Call> calls = new ArrayList<>();
    private int answered;
    private final List<Known> known = new ArrayList<>();
    /** Those of them that are in a project. */
    private final List<Known> addressed = new ArrayList<>();
    /** Those of them that queue children. */
    private final List<Known> parents = new ArrayList<>();

    private final List<Life> lives = new ArrayList<>();
    private final List<Trouble> troubles = new ArrayList<>();

    /** A run that was acknowledged. */
    record Known(Order order, UUID run) {}

    synchronized int orders() {
        return orders.size();
    }

    /** Make a new order. */
    synchronized Order order(SplittableRandom random) {
        return add(Orders.make(orders.size(), random));
    }

    /** Make a new order of a run that has no children. */
    synchronized Order single(SplittableRandom random) {
        return add(Orders.single(orders.size(), random));
    }

    private Order add(Order order) {
        orders.add(order);
        return order;
    }

    /** Make new orders of one job, none of them in a project. */
    synchronized List<Order> lot(int size, SplittableRandom random) {
        List<Order> lot = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            lot.add(add(Orders.item(orders.size(), random)));
        }
        return lot;
    }

    synchronized void add(Call call) {
        calls.add(call);
        answered += call.answer().status() == 0 ? 0 : 1;
        if (call.operation() == Call.Operation.SUBMIT && call.done()) {
            orders.stream()
                    .filter(order -> order.mark().equals(call.mark()))
                    .findFirst()
                    .map(order -> new Known(order, call.run().orElseThrow()))
                    .ifPresent(this::know);
        }
    }

    private void know(Known run) {
        known.add(run);
        if (run.order().project().isPresent()) {
            addressed.add(run);
        }
        if (run.order().leaf().equals(Orders.FAMILY)) {
            parents.add(run);
        }
    }

    /** How many calls have their answer. */
    public synchronized int answered() {
        return answered;
    }

    /** Add the life of a server. */
    public synchronized void add(Life life) {
        lives.add(life);
    }

    /** Add a time in which the disk took nothing. */
    public synchronized void add(Trouble trouble) {
        troubles.add(trouble);
    }

    /** The orders that may be repeated. */
    synchronized List<Order> repeatable() {
        return orders.stream().filter(Order::keyed).toList();
    }

    /** One of the acknowledged runs, a young one more often than an old one; empty if there is none. */
    synchronized List<Known> pick(SplittableRandom random) {
        return pick(known, random);
    }

    /** As {@link #pick}, of those that are in a project. */
    synchronized List<Known> pickAddressed(SplittableRandom random) {
        return pick(addressed, random);
    }

    /** As {@link #pick}, of those that queue children. */
    synchronized List<Known> pickParent(SplittableRandom random) {
        return pick(parents, random);
    }

    private static List<Known> pick(List<Known> from, SplittableRandom random) {
        if (from.isEmpty()) {
            return List.of();
        }
        int among = random.nextBoolean() ? Math.min(8, from.size()) : from.size();
        return List.of(from.get(from.size() - 1 - random.nextInt(among)));
    }

    /** All that is known in the end. */
    public synchronized History history(Path witness, History.End end) throws IOException {
        List<Note> notes = new ArrayList<>();
        String text = Files.readString(witness);
        // The last line may be one of a process that was killed in the middle of it.
        text.substring(0, text.lastIndexOf('\n') + 1).lines().map(Note::parse).forEach(notes::add);
        Map<String, Integer> limits = new HashMap<>(Map.of("", Launcher.SLOTS, Orders.LIMITED, LimitedJob.AT_ONCE));
        Orders.PROJECTS.forEach(project -> limits.put(project, 1));
        limits.put(FamilyJob.NURSERY, 1);
        return new History(orders, calls, notes, lives, troubles, limits, end);
    }
}
