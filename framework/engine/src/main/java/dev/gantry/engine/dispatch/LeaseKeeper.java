package dev.gantry.engine.dispatch;

import dev.gantry.engine.execution.AttemptRunner;
import dev.gantry.engine.time.Timers;
import dev.gantry.store.LeaseRef;
import dev.gantry.store.RunStore;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Renews the leases of a worker's runs, all at once, well before they run out; no job has a part in that. */
public final class LeaseKeeper implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(LeaseKeeper.class);

    private final RunStore store;
    private final AttemptRunner runner;
    private final Timers timers;
    private final Duration lease;
    private volatile Instant renewedAt;
    private volatile boolean closed;

    /** Make one; {@link #start()} begins. */
    public LeaseKeeper(RunStore store, AttemptRunner runner, Timers timers, Duration lease) {
        this.store = store;
        this.runner = runner;
        this.timers = timers;
        this.lease = lease;
        this.renewedAt = timers.instant();
    }

    /** Renew from now on, each time a third of the lease has passed. */
    public void start() {
        timers.after(lease.dividedBy(3), this::renewAndGoOn);
    }

    private void renewAndGoOn() {
        if (!closed) {
            start();
            renew();
        }
    }

    /**
     * Renew now if that is overdue, as when the machine was suspended or its clock stepped: whoever claims next would else be
     * given the runs that are still executing here. A claim that is made afterwards finds them renewed.
     */
    void renewIfOverdue() {
        Instant now = timers.instant();
        // After a step back it would seem to be early for long, while leases are given by the new time and run out by
        // it.
        if (now.isBefore(renewedAt) || now.isAfter(renewedAt.plus(lease.dividedBy(2)))) {
            renew();
        }
    }

    private void renew() {
        renewedAt = timers.instant();
        List<LeaseRef> leases = List.copyOf(runner.leases());
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
