package dev.gantry.engine.execution;

import dev.gantry.store.LogBatch;
import dev.gantry.store.LogLine;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Log lines that are not written yet: of each kind as many as a run keeps at all, the newest. Not thread-safe.
 */
final class PendingLog {

    private record Placed(long place, LogLine line) {}

    private final Map<LogLine.Kind, Deque<Placed>> lines = new EnumMap<>(LogLine.Kind.class);
    private final Map<LogLine.Kind, Long> dropped = new EnumMap<>(LogLine.Kind.class);
    private long places;

    void add(LogLine line) {
        Deque<Placed> sameKind = lines.computeIfAbsent(line.kind(), kind -> new ArrayDeque<>());
        sameKind.addLast(new Placed(places++, line));
        if (sameKind.size() > line.kind().kept()) {
            sameKind.removeFirst();
            dropped.merge(line.kind(), 1L, Long::sum);
        }
    }

    /** Put lines in front of those that have come since they were drained. */
    void putBack(LogBatch older) {
        LogBatch newer = drain();
        older.dropped().forEach((kind, count) -> dropped.merge(kind, count, Long::sum));
        newer.dropped().forEach((kind, count) -> dropped.merge(kind, count, Long::sum));
        older.lines().forEach(this::add);
        newer.lines().forEach(this::add);
    }

    LogBatch drain() {
        if (lines.isEmpty() && dropped.isEmpty()) {
            return LogBatch.EMPTY;
        }
        List<Placed> all = new ArrayList<>();
        lines.values().forEach(all::addAll);
        all.sort(Comparator.comparingLong(Placed::place));
        LogBatch batch = new LogBatch(all.stream().map(Placed::line).toList(), dropped);
        lines.clear();
        dropped.clear();
        return batch;
    }
}
