package dev.gantry.engine.simulation;

import dev.gantry.store.Lease;
import dev.gantry.store.Run;
import dev.gantry.store.memory.Archive;
import dev.gantry.store.memory.Change;
import dev.gantry.store.memory.Ledger;
import dev.gantry.store.memory.ProjectBoard;
import dev.gantry.store.memory.Row;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/**
 * The store of the simulated world: the product's own {@link Ledger}, behind a network and over a disk that take the time
 * that the seed gives them.
 *
 * <p>A call lies in the inbox until it is applied, in any order but that of reports; what was applied is durable with the
 * next force, shown and told only then; and each answer is a task of its own, so answers arrive in any order. A power cut
 * leaves what was forced.
 */
final class SimulatedStore {

    private static final int[] USUAL_LATENCIES = {3, 3, 30, 300};
    private static final int RARE_LATENCY = 2_000;

    /** A transition of the store. */
    interface Transition<T> {
        T apply(Ledger ledger, Instant now, Consumer<Change> changes);
    }

    /**
     * A call under way.
     *
     * @param host who called
     * @param what it is called in the trace
     * @param check what the oracle wants to know of it
     * @param early whether it may be answered before it is durable
     */
    record Call<T>(
            Host host,
            String what,
            Oracle.Check check,
            boolean early,
            Transition<T> transition,
            CompletableFuture<T> answer) {

        boolean isReport() {
            return what.startsWith("update");
        }
    }

    private record Applied(List<Change> changes, Runnable answer) {}

    private final Scheduler scheduler;
    private final Random random;
    private final Host world;
    private final Oracle oracle;
    private final SimulatedClock clock;
    private final List<Connection> connections = new ArrayList<>();
    private final List<Call<?>> inbox = new ArrayList<>();
    private final TreeMap<Long, Row> shown = new TreeMap<>();
    private final Map<UUID, Long> numbers = new HashMap<>();
    private final Map<String, Integer> limits = new HashMap<>();
    private List<Applied> unforced = new ArrayList<>();
    private Ledger ledger = new Ledger(Archive.NONE);
    private ProjectBoard board = new ProjectBoard();
    private final int usualLatency;
    private boolean away;

    SimulatedStore(Scheduler scheduler, Random random, Host world, Oracle oracle, SimulatedClock clock) {
        this.scheduler = scheduler;
        this.random = random;
        this.world = world;
        this.oracle = oracle;
        this.clock = clock;
        this.usualLatency = USUAL_LATENCIES[random.nextInt(USUAL_LATENCIES.length)];
    }

    SimulatedClock clock() {
        return clock;
    }

    Ledger ledger() {
        return ledger;
    }

    /** What readers see. */
    NavigableMap<Long, Row> shown() {
        return shown;
    }

    Optional<Row> shown(UUID uuid) {
        return Optional.ofNullable(numbers.get(uuid)).map(shown::get);
    }

    ProjectBoard board() {
        return board;
    }

    void connect(Connection connection) {
        connections.add(connection);
    }

    /** A process is gone. */
    void disconnect(Host host) {
        connections.removeIf(connection -> connection.isOf(host));
    }

    /** Be away, or back. */
    void away(boolean now) {
        away = now;
    }

    /** Whether a call fails just now. */
    boolean refuses() {
        return away && random.nextInt(4) > 0;
    }

    long latency() {
        return random.nextInt(random.nextInt(50) == 0 ? RARE_LATENCY : usualLatency);
    }

    /** Take a call; it is answered on a thread of its caller's process. */
    void accept(Call<?> call) {
        inbox.add(call);
        scheduler.after(latency(), world, "store applies", Task.Kind.BUSY, this::applyOne);
    }

    private void applyOne() {
        if (inbox.isEmpty()) {
            return;
        }
        Call<?> any = inbox.get(random.nextInt(inbox.size()));
        Call<?> next = any.isReport() ? firstReport(any.host()) : any;
        inbox.remove(next);
        if (next.host().killed() && random.nextBoolean()) {
            return;
        }
        apply(next);
    }

    private Call<?> firstReport(Host host) {
        return inbox.stream()
                .filter(call -> call.isReport() && call.host() == host)
                .findFirst()
                .orElseThrow();
    }

    private <T> void apply(Call<T> call) {
        Instant now = clock.instant();
        List<Change> changes = new ArrayList<>();
        try {
            T answer = call.transition().apply(ledger, now, changes::add);
            scheduler.trace("%s of %s: %s".formatted(call.what(), call.host().name(), oracle.told(answer)));
            oracle.applied(call.check(), changes, now);
            Runnable reply = () -> call.answer().complete(answer);
            if (call.early() && random.nextBoolean()) {
                answer(call, reply);
                commit(new Applied(changes, () -> {}));
            } else {
                commit(new Applied(changes, () -> answer(call, reply)));
            }
        } catch (RuntimeException e) {
            ledger.undo(changes);
            scheduler.trace(
                    "%s of %s fails: %s".formatted(call.what(), call.host().name(), e));
            answer(call, () -> call.answer().completeExceptionally(e));
        }
    }

    private void answer(Call<?> call, Runnable reply) {
        scheduler.spawn(call.host(), "answer to " + call.what(), Task.Kind.BUSY, reply);
    }

    private void commit(Applied applied) {
        if (unforced.isEmpty()) {
            scheduler.after(latency(), world, "store forces", Task.Kind.BUSY, this::force);
        }
        unforced.add(applied);
    }

    private void force() {
        List<Applied> forced = unforced;
        unforced = new ArrayList<>();
        for (Applied each : forced) {
            each.changes().forEach(this::show);
            each.answer().run();
        }
    }

    private void show(Change change) {
        board.publish(change);
        if (change instanceof Change.OfRun ofRun) {
            Row row = ofRun.after();
            shown.put(row.run().number(), row);
            numbers.put(row.uuid(), row.run().number());
            if (ofRun.isNews() || parks(ofRun)) {
                connections.forEach(connection -> connection.tell(row.run()));
            }
        } else if (change instanceof Change.Limited limited) {
            limits.put(limited.project(), limited.after());
        }
    }

    /** A parked run leaves room under the limit of its job, which other workers can only learn from their store. */
    private static boolean parks(Change.OfRun change) {
        return isParked(change.after())
                && !change.before().map(SimulatedStore::isParked).orElse(false);
    }

    private static boolean isParked(Row row) {
        return row.run().lease().filter(Lease::parked).isPresent();
    }

    /** Drop a finished run, from all there is. */
    void drop(Row row) {
        ledger.evict(row);
        shown.remove(row.run().number());
        numbers.remove(row.uuid());
        oracle.dropped(row.run());
    }

    /** Close and come back. */
    void reopen() {
        force();
        powerCut();
    }

    /** Lose what is not forced, and come back as after a restart: nobody holds a lease then. */
    void powerCut() {
        inbox.clear();
        unforced.clear();
        connections.clear();
        ledger = new Ledger(Archive.NONE);
        board = new ProjectBoard();
        Instant now = clock.instant();
        shown.replaceAll((number, row) -> row.run().lease().isPresent() ? row.with(expired(row.run(), now)) : row);
        shown.values().forEach(row -> {
            ledger.load(row);
            board.load(row.run());
            ledger.continueAfter(row.run().number());
        });
        limits.forEach((project, limit) -> {
            ledger.loadLimit(project, limit);
            board.limit(project, limit);
        });
        oracle.restarted(shown.values());
    }

    private static Run expired(Run run, Instant now) {
        Lease held = run.lease().orElseThrow();
        Instant until = held.until().isBefore(now) ? held.until() : now;
        return new Run(
                run.request(),
                run.stamp(),
                run.standing(),
                run.progress(),
                run.fence(),
                Optional.of(new Lease(held.worker(), held.fence(), until)));
    }
}
