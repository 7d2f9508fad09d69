package dev.gantry.engine.dispatch;

import dev.gantry.engine.execution.AttemptRunner;
import dev.gantry.engine.time.Timers;
import dev.gantry.store.LeaseRef;
import dev.gantry.store.RunStore;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Renews the leases of a worker's runs, all at once, well before they run out, and announces the worker with them; no job has
 * a part in that.
 */
public final class LeaseKeeper implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(LeaseKeeper.class);

    private final RunStore store;
    private final AttemptRunner runner;
    private final Attendance attendance;
    private final Timers timers;
    private final Duration lease;
    private volatile boolean closed;

    /** Make one; {@link #start()} begins. */
    public LeaseKeeper(RunStore store, AttemptRunner runner, Attendance attendance, Timers timers, Duration lease) {
        this.store = store;
        this.runner = runner;
        this.attendance = attendance;
        this.timers = timers;
        this.lease = lease;
    }

    /** Renew from now on, each time a third of the lease has passed. */
    public void start() {
        timers.after(lease.dividedBy(3), this::renewAndGoOn);
    }

    private void renewAndGoOn() {
        if (!closed) {
            start();
            renew();
            attendance.announce();
        }
    }

    private void renew() {
        List<LeaseRef> leases = runner.leases();
        if (!leases.isEmpty()) {
            var unused = store.renew(leases, lease).whenComplete((renewal, failure) -> {
                if (failure != null) {
                    log.warn("{} leases could not be renewed: {}", leases.size(), failure.toString());
                } else {
                    runner.obey(renewal);
                }
            });
        }
    }

    @Override
    public void close() {
        closed = true;
    }
}
