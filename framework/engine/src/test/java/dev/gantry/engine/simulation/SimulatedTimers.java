package dev.gantry.engine.simulation;

import dev.gantry.engine.time.Timers;
import java.time.Duration;
import java.time.Instant;
import java.util.function.BooleanSupplier;

/** The timers of one simulated process. Each call back is a task of its own; which comes first, the seed decides. */
final class SimulatedTimers implements Timers {

    private final Scheduler scheduler;
    private final Host host;
    private final SimulatedClock clock;
    private final BooleanSupplier loses;
    private boolean closed;

    /**
     * Make those of a process.
     *
     * @param loses whether to forget a timer: a planted fault
     */
    SimulatedTimers(Scheduler scheduler, Host host, SimulatedClock clock, BooleanSupplier loses) {
        this.scheduler = scheduler;
        this.host = host;
        this.clock = clock;
        this.loses = loses;
    }

    @Override
    public Instant instant() {
        return clock.instant();
    }

    @Override
    public Timer at(Instant moment, Runnable action) {
        return after(Duration.between(instant(), moment), action);
    }

    @Override
    public Timer after(Duration delay, Runnable action) {
        if (closed || loses.getAsBoolean()) {
            return () -> {};
        }
        Runnable cancel = scheduler.after(delay.toMillis(), host, "timer", Task.Kind.BUSY, () -> {
            if (!closed) {
                action.run();
            }
        });
        return cancel::run;
    }

    @Override
    public void close() {
        closed = true;
    }
}
