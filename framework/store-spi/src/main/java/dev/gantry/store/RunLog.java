package dev.gantry.store;

import java.util.List;
import java.util.Map;

/**
 * What a run recorded and is still kept.
 *
 * @param entries in order
 * @param dropped how many lines of each kind were recorded and are not kept; kinds that lost none are absent
 */
public record RunLog(List<LogEntry> entries, Map<LogLine.Kind, Long> dropped) {

    /** Nothing recorded. */
    public static final RunLog EMPTY = new RunLog(List.of(), Map.of());

    public RunLog {
        entries = List.copyOf(entries);
        dropped = Map.copyOf(dropped);
    }

    /** The sequence number of the last line ever recorded, if this is all of the log; 0 if there was none. */
    public long lastSeq() {
        return entries.size()
                + dropped.values().stream().mapToLong(Long::longValue).sum();
    }

    /** The messages of one kind, in order. */
    public List<LogLine> lines(LogLine.Kind kind) {
        return entries.stream()
                .map(LogEntry::line)
                .filter(line -> line.kind() == kind)
                .toList();
    }
}
