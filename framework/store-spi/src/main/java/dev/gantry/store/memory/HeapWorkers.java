package dev.gantry.store.memory;

import dev.gantry.store.Signal;
import dev.gantry.store.StoreUnavailableException;
import dev.gantry.store.worker.Worker;
import dev.gantry.store.worker.WorkerOrder;
import dev.gantry.store.worker.WorkerRegistry;
import dev.gantry.store.worker.WorkerReport;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/** The workers of a store that one process has to itself: gone when that ends, as they are. */
public final class HeapWorkers implements WorkerRegistry {

    private final InstantSource clock;
    private final SignalFeed signals;
    private final Runnable check;
    private final Map<String, Known> known = new TreeMap<>();

    private record Known(WorkerReport report, WorkerOrder order, Instant startedAt, Instant seenAt) {

        private Worker at(Instant now) {
            return new Worker(
                    report,
                    order,
                    startedAt,
                    seenAt,
                    seenAt.plus(report.goodFor()).isAfter(now));
        }
    }

    /**
     * Make an empty one.
     *
     * @param clock the store's clock
     * @param signals told of orders
     * @param check throws what the store answers if it is closed
     */
    public HeapWorkers(InstantSource clock, SignalFeed signals, Runnable check) {
        this.clock = clock;
        this.signals = signals;
        this.check = check;
    }

    private <T> CompletableFuture<T> change(Supplier<T> change) {
        try {
            check.run();
        } catch (StoreUnavailableException e) {
            return CompletableFuture.failedFuture(e);
        }
        synchronized (known) {
            return CompletableFuture.completedFuture(change.get());
        }
    }

    @Override
    public CompletableFuture<WorkerOrder> announce(WorkerReport report) {
        return change(() -> {
            Instant now = clock.instant();
            known.values().removeIf(other -> !other.seenAt().plus(REMEMBERED).isAfter(now));
            Optional<Known> before = Optional.ofNullable(known.get(report.name()));
            WorkerOrder order = before.map(Known::order).orElse(report.obeys());
            known.put(
                    report.name(),
                    new Known(report, order, before.map(Known::startedAt).orElse(now), now));
            return order;
        });
    }

    @Override
    public CompletableFuture<Boolean> leave(String worker) {
        return change(() -> known.remove(worker) != null);
    }

    @Override
    public CompletableFuture<List<Worker>> order(Collection<String> workers, WorkerOrder order) {
        CompletableFuture<List<Worker>> asked = change(() -> {
            List<Worker> after = new ArrayList<>();
            known.replaceAll((name, worker) -> workers.contains(name) ? asked(worker, order) : worker);
            known.forEach((name, worker) -> {
                if (workers.contains(name)) {
                    after.add(worker.at(clock.instant()));
                }
            });
            return after;
        });
        return asked.whenComplete((after, failure) -> {
            if (failure == null && !after.isEmpty()) {
                signals.publish(Signal.ORDERS);
            }
        });
    }

    private static Known asked(Known worker, WorkerOrder order) {
        return worker.order() == WorkerOrder.RETIRE
                ? worker
                : new Known(worker.report(), order, worker.startedAt(), worker.seenAt());
    }

    @Override
    public List<Worker> list() {
        check.run();
        synchronized (known) {
            Instant now = clock.instant();
            return known.values().stream().map(worker -> worker.at(now)).toList();
        }
    }
}
