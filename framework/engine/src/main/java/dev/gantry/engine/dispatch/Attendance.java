package dev.gantry.engine.dispatch;

import dev.gantry.store.worker.WorkerOrder;
import dev.gantry.store.worker.WorkerRegistry;
import dev.gantry.store.worker.WorkerReport;
import java.util.function.Consumer;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells the store what a worker does, and the worker what is asked of it, each order once. Thread-safe. */
public final class Attendance implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(Attendance.class);

    private final WorkerRegistry registry;
    private final String worker;
    private final Function<WorkerOrder, WorkerReport> report;
    private final Consumer<WorkerOrder> obey;
    private WorkerOrder obeyed = WorkerOrder.TAKE;
    private boolean present;

    /**
     * Make one; the worker is not there before it is announced.
     *
     * @param worker its name
     * @param report what it does, under the order that it obeys
     * @param obey told of each order that differs from the last one; on a thread of the store, so it must not block
     */
    public Attendance(
            WorkerRegistry registry,
            String worker,
            Function<WorkerOrder, WorkerReport> report,
            Consumer<WorkerOrder> obey) {
        this.registry = registry;
        this.worker = worker;
        this.report = report;
        this.obey = obey;
    }

    /** The worker begins. */
    public void begin() {
        synchronized (this) {
            present = true;
        }
        announce();
    }

    /** Say what the worker does, unless it has not begun or has left, and learn what is asked of it. */
    public void announce() {
        WorkerReport now;
        synchronized (this) {
            if (!present) {
                return;
            }
            now = report.apply(obeyed);
        }
        var unused = registry.announce(now).whenComplete((order, failure) -> {
            if (failure != null) {
                log.debug("the worker could not be announced; it is announced again", failure);
            } else {
                heed(order);
            }
        });
    }

    /** What it does as it obeys is news again. */
    private void heed(WorkerOrder order) {
        synchronized (this) {
            if (order == obeyed || obeyed == WorkerOrder.RETIRE) {
                return;
            }
            obeyed = order;
        }
        log.info("the worker is asked to {}", order);
        obey.accept(order);
        announce();
    }

    /** The worker leaves. */
    @Override
    public void close() {
        synchronized (this) {
            if (!present) {
                return;
            }
            present = false;
        }
        var unused = registry.leave(worker).whenComplete((known, failure) -> {
            if (failure != null) {
                log.debug("the worker could not take its leave; it is forgotten in time", failure);
            }
        });
    }
}
