package dev.gantry.engine.simulation;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.locks.LockSupport;

/** A real thread that tasks run on. All but one of a simulation wait for the baton; whoever has it passes it on. */
final class Carrier extends Thread {

    /** Threads of simulations that are over, for those to come. */
    static final class Pool {

        private final Deque<Carrier> idle = new ArrayDeque<>();
        private int made;

        /** Have a task begun, by whoever has the baton and passes it on with this. */
        void begin(Task task) {
            Carrier carrier = idle.pollLast();
            if (carrier == null) {
                carrier = new Carrier("simulation-" + ++made);
                carrier.setDaemon(true);
                carrier.start();
            }
            carrier.carry(task);
            carrier.giveBaton();
        }

        void add(Carrier carrier) {
            idle.addLast(carrier);
        }
    }

    private volatile boolean baton;
    private volatile boolean interruptPending;
    private Task task;

    private Carrier(String name) {
        super(name);
    }

    static Carrier current() {
        if (Thread.currentThread() instanceof Carrier carrier) {
            return carrier;
        }
        throw new IllegalStateException("thread %s is none of the simulation; let a task do this"
                .formatted(Thread.currentThread().getName()));
    }

    Task task() {
        return task;
    }

    void carry(Task next) {
        task = next;
        next.carriedBy(this);
    }

    void giveBaton() {
        baton = true;
        LockSupport.unpark(this);
    }

    /** Whether somebody interrupted the task that waits here. */
    boolean interruptedMeanwhile() {
        return interruptPending || isInterrupted();
    }

    /** Wait, deaf to interrupts: one that comes meanwhile is there afterwards. */
    void awaitBaton() {
        while (!baton) {
            LockSupport.park(this);
            if (isInterrupted()) {
                // In this order, since whoever has the baton looks at both.
                interruptPending = true;
                boolean cleared = Thread.interrupted();
                assert cleared;
            }
        }
        baton = false;
        if (interruptPending) {
            interruptPending = false;
            interrupt();
        }
    }

    @Override
    public void run() {
        while (true) {
            awaitBaton();
            task.scheduler().carry(this);
        }
    }
}
