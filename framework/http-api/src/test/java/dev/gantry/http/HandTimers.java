package dev.gantry.http;

import dev.gantry.engine.time.Timers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** A clock that is set by hand, and calls back when it is told to, however late. */
public final class HandTimers implements Timers {

    private Instant now = Instant.EPOCH;
    private List<Due> due = new ArrayList<>();

    private record Due(Instant moment, Runnable action) {}

    @Override
    public synchronized Instant instant() {
        return now;
    }

    @Override
    public synchronized Timer at(Instant moment, Runnable action) {
        Due one = new Due(moment, action);
        due.add(one);
        return () -> remove(one);
    }

    private synchronized void remove(Due one) {
        due.remove(one);
    }

    /** Let time pass at once, and call back whom that makes due, but not whom that call makes due. */
    public void pass(Duration time) {
        List<Due> over;
        synchronized (this) {
            now = now.plus(time);
            over = due.stream().filter(one -> !one.moment().isAfter(now)).toList();
            due.removeAll(over);
        }
        over.forEach(one -> one.action().run());
    }

    @Override
    public synchronized void close() {
        due = new ArrayList<>();
    }
}
