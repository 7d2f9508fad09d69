package dev.gantry.store.postgres;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** What waits to be done, in the order in which it came. Thread-safe. */
final class CommandQueue {

    /** What is done together must fit into messages of the protocol, and into memory a few times. */
    private static final long MOST_WEIGHT = 1 << 25;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Deque<Command> waiting = new ArrayDeque<>();
    private boolean closed;

    /** Add something; false if the queue is closed. */
    boolean add(Command command) {
        lock.lock();
        try {
            if (!closed) {
                waiting.add(command);
                changed.signal();
            }
            return !closed;
        } finally {
            lock.unlock();
        }
    }

    /** Wait for something, then take all that waits, within reason; empty once the queue is closed and done. */
    List<Command> take() {
        lock.lock();
        try {
            while (waiting.isEmpty() && !closed) {
                changed.awaitUninterruptibly();
            }
            List<Command> taken = new ArrayList<>(waiting.size());
            long weight = 0;
            while (!waiting.isEmpty() && weight < MOST_WEIGHT) {
                Command next = waiting.remove();
                weight += next.weight();
                taken.add(next);
            }
            return taken;
        } finally {
            lock.unlock();
        }
    }

    /** Accept nothing more. */
    void close() {
        lock.lock();
        try {
            closed = true;
            changed.signal();
        } finally {
            lock.unlock();
        }
    }
}
