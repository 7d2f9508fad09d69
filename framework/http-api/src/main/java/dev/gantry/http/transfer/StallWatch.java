package dev.gantry.http.transfer;

import dev.gantry.engine.time.Timers;
import java.time.Duration;
import java.util.function.LongSupplier;

/** Cuts off a client that does nothing for a while although it is its turn. */
final class StallWatch {

    private static final Duration LOOK_EVERY = Duration.ofSeconds(10);

    /** More than one, since a client cannot do anything either while the whole machine stands still. */
    private static final int MOST_LOOKS_IN_VAIN = 3;

    private final Timers timers;
    private final LongSupplier progress;
    private final Runnable cut;

    private long seen = Long.MIN_VALUE;
    private int inVain;
    private Timers.Timer timer = () -> {};
    private boolean over;

    /**
     * Make one.
     *
     * @param progress yields something else each time if the client did something, or need not do anything
     * @param cut must not block
     */
    StallWatch(Timers timers, LongSupplier progress, Runnable cut) {
        this.timers = timers;
        this.progress = progress;
        this.cut = cut;
    }

    void start() {
        see(progress.getAsLong());
        lookLater();
    }

    private void look() {
        // Both may wait for whoever calls stop() at this moment, and so are called without the lock that it takes.
        if (isStalledAt(progress.getAsLong())) {
            cut.run();
        } else {
            lookLater();
        }
    }

    private synchronized void see(long now) {
        seen = now;
    }

    private synchronized boolean isStalledAt(long now) {
        inVain = now == seen ? inVain + 1 : 0;
        seen = now;
        return !over && inVain == MOST_LOOKS_IN_VAIN;
    }

    private synchronized void lookLater() {
        if (!over) {
            timer = timers.after(LOOK_EVERY, this::look);
        }
    }

    synchronized void stop() {
        over = true;
        timer.cancel();
    }
}
