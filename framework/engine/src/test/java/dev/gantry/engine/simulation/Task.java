package dev.gantry.engine.simulation;

/** A logical thread of the simulation. It runs on a real one, but only while it has the baton. */
final class Task {

    /** What a task may do. */
    enum Kind {
        /** A thread that may wait: of a job, of an HTTP caller, of the world. */
        PATIENT,
        /** A thread of the store or of timers, on which nothing may wait. */
        BUSY,
        /** Only wakes another task. */
        ALARM
    }

    private final Scheduler scheduler;
    private final Host host;
    private final String name;
    private final Kind kind;
    private final Runnable body;
    private Carrier carrier;
    private long waits;
    private boolean waiting;

    Task(Scheduler scheduler, Host host, String name, Kind kind, Runnable body) {
        this.scheduler = scheduler;
        this.host = host;
        this.name = name;
        this.kind = kind;
        this.body = body;
    }

    /** The task that runs on this thread. */
    static Task current() {
        return Carrier.current().task();
    }

    Scheduler scheduler() {
        return scheduler;
    }

    Host host() {
        return host;
    }

    String name() {
        return name;
    }

    Kind kind() {
        return kind;
    }

    void run() {
        body.run();
    }

    /** The thread it runs on; null before it began. */
    Carrier carrier() {
        return carrier;
    }

    void carriedBy(Carrier thread) {
        carrier = thread;
    }

    /** Begin to wait; the number tells this wait from others. */
    long beginWait() {
        waiting = true;
        return ++waits;
    }

    /** End just this wait; whether it was still on. */
    boolean endWait(long wait) {
        boolean ends = waiting && waits == wait;
        waiting &= !ends;
        return ends;
    }

    /** End the wait that is on; false if none is. */
    boolean endCurrentWait() {
        boolean ends = waiting;
        waiting = false;
        return ends;
    }
}
