package dev.gantry.engine.jobs;

import dev.gantry.job.WaitCycleException;
import dev.gantry.store.Run;
import dev.gantry.store.RunAddress;
import dev.gantry.store.RunStore;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.Lock;

/**
 * Who waits for whom on this server. A wait that could never end is refused when it begins: of two that would hold each
 * other up the second one, whichever that is, since they begin one after the other. Thread-safe.
 */
public final class WaitGraph {

    /** A run that begins to wait, or waits: for runs of this server, or of another if there are no targets. */
    record Waiter(UUID run, RunAddress address, boolean limited, Map<UUID, RunAddress> targets) {}

    /** A wait that has begun. */
    interface Wait extends AutoCloseable {

        /** It is over. A second close does nothing. */
        @Override
        void close();
    }

    private final RunStore store;
    private final Lock turn;
    private final Map<UUID, List<Waiter>> waiting = new HashMap<>();
    private final Map<String, Map<UUID, RunAddress>> byProject = new HashMap<>();

    /**
     * Make the one of a worker.
     *
     * @param turn held while the store is asked, by one who begins to wait
     */
    public WaitGraph(RunStore store, Lock turn) {
        this.store = store;
        this.turn = turn;
    }

    /**
     * Begin to wait for all of these runs.
     *
     * @throws WaitCycleException if that could never end
     */
    Wait begin(Run run, RunAddress address, Map<UUID, RunAddress> targets) {
        turn.lock();
        try {
            return beginInTurn(run, address, targets);
        } finally {
            turn.unlock();
        }
    }

    /** Whether somebody waits for runs of another server. */
    public boolean reachesElsewhere() {
        turn.lock();
        try {
            return waiting.values().stream()
                    .flatMap(List::stream)
                    .anyMatch(waiter -> waiter.targets().isEmpty());
        } finally {
            turn.unlock();
        }
    }

    private Wait beginInTurn(Run run, RunAddress address, Map<UUID, RunAddress> targets) {
        Waiter waiter = new Waiter(run.uuid(), address, run.project().isPresent(), targets);
        new WaitCheck(store, waiting, byProject, waiter).check();
        waiting.computeIfAbsent(waiter.run(), uuid -> new ArrayList<>()).add(waiter);
        if (waiter.limited()) {
            byProject
                    .computeIfAbsent(address.project(), project -> new LinkedHashMap<>())
                    .put(waiter.run(), address);
        }
        AtomicBoolean open = new AtomicBoolean(true);
        return () -> {
            if (open.getAndSet(false)) {
                turn.lock();
                try {
                    end(waiter);
                } finally {
                    turn.unlock();
                }
            }
        };
    }

    private void end(Waiter waiter) {
        List<Waiter> left = waiting.get(waiter.run());
        left.remove(waiter);
        if (left.isEmpty()) {
            waiting.remove(waiter.run());
            byProject.computeIfPresent(waiter.address().project(), (project, runs) -> {
                runs.remove(waiter.run());
                return runs.isEmpty() ? null : runs;
            });
        }
    }
}
