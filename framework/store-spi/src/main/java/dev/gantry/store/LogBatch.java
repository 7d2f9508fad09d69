package dev.gantry.store;

import java.util.List;
import java.util.Map;

/**
 * Log lines on their way to a run.
 *
 * @param lines in order
 * @param dropped how many lines of each kind were recorded before these and given up on the way; usually empty
 */
public record LogBatch(List<LogLine> lines, Map<LogLine.Kind, Long> dropped) {

    /** Nothing to record. */
    public static final LogBatch EMPTY = new LogBatch(List.of(), Map.of());

    public LogBatch {
        lines = List.copyOf(lines);
        dropped = Map.copyOf(dropped);
    }

    /** These lines, none given up. */
    public static LogBatch of(LogLine... lines) {
        return new LogBatch(List.of(lines), Map.of());
    }

    /** Whether there is nothing to record. */
    public boolean isEmpty() {
        return lines.isEmpty() && dropped.isEmpty();
    }
}
