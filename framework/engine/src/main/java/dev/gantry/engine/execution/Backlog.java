package dev.gantry.engine.execution;

import dev.gantry.store.LeaseRef;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The runs that were claimed before there was a slot for them, in the order in which they begin. Not thread-safe. */
final class Backlog {

    /** By attempt, the period in which it came. */
    private final Map<LeaseRef, Long> waiting = new LinkedHashMap<>();

    private long period;
    private int most;

    void add(LeaseRef attempt) {
        waiting.put(attempt, period);
        most = Math.max(most, waiting.size());
    }

    /** Take the first. */
    Optional<LeaseRef> next() {
        Iterator<LeaseRef> first = waiting.keySet().iterator();
        if (!first.hasNext()) {
            return Optional.empty();
        }
        LeaseRef next = first.next();
        first.remove();
        return Optional.of(next);
    }

    /** Take one out; whether it was there. */
    boolean remove(LeaseRef attempt) {
        return waiting.remove(attempt) != null;
    }

    /** Take out all. */
    List<LeaseRef> clear() {
        List<LeaseRef> all = List.copyOf(waiting.keySet());
        waiting.clear();
        return all;
    }

    /** Take out all if the first came before the period that ends now: none then goes before one that came earlier. */
    List<LeaseRef> endPeriod() {
        Iterator<Long> came = waiting.values().iterator();
        boolean old = came.hasNext() && came.next() < period;
        period++;
        return old ? clear() : List.of();
    }

    int size() {
        return waiting.size();
    }

    /** Whether half of the most that waited at once since the last answer of a claim has begun. */
    boolean isLow() {
        return waiting.size() * 2 <= most;
    }

    /** A claim was answered. */
    void filled() {
        most = waiting.size();
    }
}
