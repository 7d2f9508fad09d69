package dev.gantry.store.postgres;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What waits to be done, in the order in which it came. Thread-safe. */
final class CommandQueue {

    private static final Logger LOGGER = LoggerFactory.getLogger(CommandQueue.class);

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
            return takeWaiting();
        } finally {
            lock.unlock();
        }
    }

    /** Whether something comes within some time, or the queue is closed. */
    boolean comesWithin(Duration time) {
        lock.lock();
        try {
            long left = time.toNanos();
            while (waiting.isEmpty() && !closed && left > 0) {
                left = changed.awaitNanos(left);
            }
            return !waiting.isEmpty() || closed;
        } catch (InterruptedException e) {
            LOGGER.debug("nobody should interrupt the writer of a store; it goes on", e);
            return true;
        } finally {
            lock.unlock();
        }
    }

    private List<Command> takeWaiting() {
        List<Command> taken = new ArrayList<>(waiting.size());
        long weight = 0;
        while (!waiting.isEmpty() && weight < MOST_WEIGHT) {
            Command next = waiting.remove();
            weight += next.weight();
            taken.add(next);
        }
        return taken;
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
