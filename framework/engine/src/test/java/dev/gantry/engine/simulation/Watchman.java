package dev.gantry.engine.simulation;

import dev.gantry.store.ClaimRequest;
import dev.gantry.store.LeaseRef;
import dev.gantry.store.Run;
import dev.gantry.store.RunState;
import dev.gantry.store.memory.Change;
import dev.gantry.store.memory.Ledger;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Goes round once a second and looks for what stands still though it could go on: a worker with free slots and due runs, a
 * parent whose children are done. The answer to what could go on comes from the store itself, by claims that are taken back.
 */
final class Watchman {

    /** After a failed claim a worker waits for a second, and a task that dawdles for three. */
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    /** When the clock of the store is set, a worker notices what became due after a minute, and so of two runs in turn. */
    private static final Duration PATIENCE_AFTER_STEPS = Duration.ofSeconds(150);

    private final Stage stage;
    private final Cluster cluster;
    private final SimulatedStore store;

    Watchman(Stage stage, Cluster cluster, SimulatedStore store) {
        this.stage = stage;
        this.cluster = cluster;
        this.store = store;
    }

    /** Look whether anybody has stood still for too long. */
    void goRound(Duration stepped) {
        long now = stage.scheduler().now();
        long patience = (stepped.isZero() ? PATIENCE : PATIENCE_AFTER_STEPS).toMillis();
        for (Server server : cluster.reachable()) {
            boolean free = free(server) > 0 && server.engine().worker().threadsLeftBehind() == 0;
            boolean idle = free && server.state() == Server.State.TAKING && somethingToClaim(server);
            if (now - server.idleSince(idle, now) > patience) {
                stage.oracle()
                        .fail(
                                "%s has free slots and lets due runs wait",
                                server.host().name());
            }
        }
        for (Execution execution : stage.oracle().executions()) {
            if (now - execution.stuckSince(couldGoOn(execution), now) > patience) {
                stage.oracle()
                        .fail(
                                "%s waits for runs that are finished",
                                stage.oracle().name(execution.run()));
            }
        }
    }

    /** Begin anew: while misfortunes strike, nobody is blamed. */
    void lookAway() {
        long now = stage.scheduler().now();
        cluster.servers().forEach(server -> server.idleSince(false, now));
        stage.oracle().executions().forEach(execution -> execution.stuckSince(false, now));
    }

    private long free(Server server) {
        long atWork = stage.oracle().executions().stream()
                .filter(execution -> execution.host() == server.host() && !execution.waits())
                .count();
        return server.slots() - atWork;
    }

    private boolean somethingToClaim(Server server) {
        return wouldClaim(server, List.of()) > 0;
    }

    private boolean couldGoOn(Execution execution) {
        boolean waits = execution.waits()
                && !execution.awaited().isEmpty()
                && stage.oracle().held(execution).isPresent()
                && execution.awaited().stream()
                        .allMatch(run -> store.shown(run)
                                .map(row -> row.run().state().finished())
                                .orElse(false));
        return waits
                && cluster.reachable().stream()
                        .filter(server -> server.host() == execution.host())
                        .anyMatch(server -> free(server) > 0 && mayResume(server, execution));
    }

    private boolean mayResume(Server server, Execution execution) {
        return wouldClaim(server, List.of(new LeaseRef(execution.run(), execution.fence()))) > 0;
    }

    /** How many runs a claim would bring now. */
    private int wouldClaim(Server server, List<LeaseRef> resuming) {
        Map<String, Integer> limits = new HashMap<>();
        PlannedJob.ALL.forEach(job -> Stage.jobs()
                .jobOf(job, "planned")
                .ifPresent(found -> limits.put(found.jobType(), found.policy().concurrency())));
        List<LeaseRef> holding = stage.oracle().runs().stream()
                .filter(run -> run.lease()
                        .filter(lease -> lease.worker().equals(server.host().name()))
                        .isPresent())
                .map(run -> new LeaseRef(run.uuid(), run.fence()))
                .toList();
        Ledger ledger = store.ledger();
        List<Change> changes = new ArrayList<>();
        Instant now = store.clock().instant();
        var claims = ledger.claim(
                new ClaimRequest(server.host().name(), 1, Server.LEASE, limits, resuming, holding), now, changes::add);
        ledger.undo(changes);
        return resuming.isEmpty() ? claims.claims().size() : claims.resumed().size();
    }

    /** The runs that are not finished yet. */
    List<Run> unfinished() {
        return stage.oracle().runs().stream()
                .filter(run -> !run.state().finished())
                .toList();
    }

    /** Whether a run that was submitted is queued or executed, and its store shows so. */
    boolean shows(UUID run, RunState state) {
        return store.shown(run).map(row -> row.run().state() == state).orElse(false);
    }
}
