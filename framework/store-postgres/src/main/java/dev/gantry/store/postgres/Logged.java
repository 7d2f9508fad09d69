package dev.gantry.store.postgres;

import dev.gantry.store.LogBatch;
import dev.gantry.store.LogEntry;
import dev.gantry.store.LogLine;
import dev.gantry.store.LogLine.Kind;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** What is added to the log of a run, numbered. Grows from batch to batch. */
final class Logged {

    private final List<LogEntry> entries = new ArrayList<>();
    private final Map<Kind, Long> dropped = new EnumMap<>(Kind.class);
    private long seq;

    /** Go on from the last line of a row. */
    Logged(Row row) {
        this.seq = row.logSeq();
    }

    static Logged after(Row row, LogLine line) {
        Logged logged = new Logged(row);
        logged.add(LogBatch.of(line));
        return logged;
    }

    void add(LogBatch batch) {
        batch.dropped().forEach((kind, count) -> {
            dropped.merge(kind, count, Long::sum);
            seq += count;
        });
        for (LogLine line : batch.lines()) {
            seq++;
            entries.add(new LogEntry(seq, line));
        }
    }

    /** The number of the last line there is. */
    long lastSeq() {
        return seq;
    }

    List<LogEntry> entries() {
        return entries;
    }

    /** How many lines of each kind were given up on the way. */
    Map<Kind, Long> dropped() {
        return dropped;
    }

    boolean isEmpty() {
        return entries.isEmpty() && dropped.isEmpty();
    }
}
