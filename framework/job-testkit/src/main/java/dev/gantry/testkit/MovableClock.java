package dev.gantry.testkit;

import dev.gantry.engine.time.Timers;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.PriorityQueue;

/**
 * A clock that stands still until a test moves it.
 *
 * <p>Moving it does what is due on the way, in order, each at its own moment, before the move returns. Thread-safe.
 */
public final class MovableClock implements Timers {

    /** Where every clock begins. */
    public static final Instant START = Instant.parse("2030-01-01T00:00:00Z");

    private record Call(Instant due, long order, Runnable action) {}

    private final PriorityQueue<Call> calls =
            new PriorityQueue<>(Comparator.comparing(Call::due).thenComparingLong(Call::order));
    private Instant now = START;
    private long order;

    MovableClock() {}

    @Override
    public synchronized Instant instant() {
        return now;
    }

    /** Move the clock forward. */
    public void advance(Duration time) {
        advanceTo(instant().plus(time));
    }

    /** Move the clock forward to a moment; does nothing if that has passed. */
    public void advanceTo(Instant moment) {
        Optional<Call> next = nextUntil(moment);
        while (next.isPresent()) {
            next.get().action().run();
            next = nextUntil(moment);
        }
    }

    /**
     * Move the clock forward without doing what was due on the way, as if the machine had been suspended. The next
     * {@link #advance} does it.
     */
    public synchronized void suspend(Duration time) {
        now = now.plus(time);
    }

    private synchronized Optional<Call> nextUntil(Instant moment) {
        Call next = calls.peek();
        if (next == null || next.due().isAfter(moment)) {
            now = moment.isAfter(now) ? moment : now;
            return Optional.empty();
        }
        now = next.due().isAfter(now) ? next.due() : now;
        return Optional.of(calls.poll());
    }

    @Override
    public Timer at(Instant moment, Runnable action) {
        Call call;
        boolean due;
        synchronized (this) {
            call = new Call(moment, order++, action);
            due = !moment.isAfter(now);
            if (!due) {
                calls.add(call);
            }
        }
        if (due) {
            action.run();
        }
        return () -> cancel(call);
    }

    private synchronized void cancel(Call call) {
        calls.remove(call);
    }

    @Override
    public synchronized void close() {
        calls.clear();
    }
}
