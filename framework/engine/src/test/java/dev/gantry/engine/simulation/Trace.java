package dev.gantry.engine.simulation;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** What happened, step by step: the end of it as text, and of all of it a fingerprint. */
final class Trace {

    private static final int SHOWN = 200;

    private final Deque<String> last = new ArrayDeque<>();
    private final List<String> all = new ArrayList<>();
    private final boolean whole;
    private long fingerprint = 17;
    private long steps;

    /** Keep the whole trace, or only its end. */
    Trace(boolean whole) {
        this.whole = whole;
    }

    void add(long now, Host host, String who, String what) {
        String step = "%,10d %-6s %-22s %s".formatted(now, host.name(), who, what);
        steps++;
        fingerprint = fingerprint * 31 + step.hashCode();
        last.addLast(step);
        if (last.size() > SHOWN) {
            last.removeFirst();
        }
        if (whole) {
            all.add(step);
        }
    }

    /** The last steps, or all if those are kept. */
    List<String> lines() {
        return whole ? List.copyOf(all) : List.copyOf(last);
    }

    long fingerprint() {
        return fingerprint;
    }

    long steps() {
        return steps;
    }
}
