package dev.gantry.store.memory;

import dev.gantry.store.LogBatch;
import dev.gantry.store.LogEntry;
import dev.gantry.store.LogLine;
import dev.gantry.store.LogLine.Kind;
import dev.gantry.store.RunDigest.LogDigest;
import dev.gantry.store.RunLog;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The log of a run, bounded: of each kind the newest {@link Kind#kept()} lines, and how many are gone.
 *
 * <p>Immutable; a log may be extended by one thread at a time and read by any.
 */
public final class KeptLog {

    /** Nothing recorded. */
    public static final KeptLog EMPTY = new KeptLog(0, new EnumMap<>(Kind.class), new EnumMap<>(Kind.class));

    private final long lastSeq;
    private final EnumMap<Kind, KeptLines> lines;
    private final EnumMap<Kind, Long> dropped;

    private KeptLog(long lastSeq, EnumMap<Kind, KeptLines> lines, EnumMap<Kind, Long> dropped) {
        this.lastSeq = lastSeq;
        this.lines = lines;
        this.dropped = dropped;
    }

    /** The log as it was read before, with the sequence number of the last line ever recorded. */
    public static KeptLog restored(long lastSeq, RunLog kept) {
        EnumMap<Kind, KeptLines> lines = new EnumMap<>(Kind.class);
        EnumMap<Kind, Long> dropped = new EnumMap<>(Kind.class);
        dropped.putAll(kept.dropped());
        kept.entries().forEach(entry -> append(entry, lines, dropped));
        return new KeptLog(lastSeq, lines, dropped);
    }

    /** This log and what came after it. */
    public KeptLog plus(LogBatch more) {
        EnumMap<Kind, KeptLines> newLines = lines.clone();
        EnumMap<Kind, Long> newDropped = dropped.clone();
        long seq = lastSeq;
        for (Map.Entry<Kind, Long> gone : more.dropped().entrySet()) {
            newDropped.merge(gone.getKey(), gone.getValue(), Long::sum);
            seq += gone.getValue();
        }
        for (LogLine line : more.lines()) {
            seq++;
            append(new LogEntry(seq, line), newLines, newDropped);
        }
        return new KeptLog(seq, newLines, newDropped);
    }

    private static void append(LogEntry entry, EnumMap<Kind, KeptLines> lines, EnumMap<Kind, Long> dropped) {
        Kind kind = entry.line().kind();
        KeptLines before = lines.getOrDefault(kind, KeptLines.NONE);
        if (before.size() == kind.kept()) {
            dropped.merge(kind, 1L, Long::sum);
        }
        lines.put(kind, before.plus(entry, kind.kept()));
    }

    /** The sequence number of the last line ever recorded; 0 if there was none. */
    public long lastSeq() {
        return lastSeq;
    }

    /** The log in short. */
    public LogDigest digest() {
        return new LogDigest(
                lastSeq,
                recorded(Kind.WARNING),
                recorded(Kind.ERROR),
                last(Kind.EVENT, Kind.WARNING, Kind.ERROR),
                last(Kind.ERROR));
    }

    private Optional<LogLine> last(Kind... kinds) {
        return Stream.of(kinds)
                .flatMap(kind -> lines.getOrDefault(kind, KeptLines.NONE).last().stream())
                .max(Comparator.comparingLong(LogEntry::seq))
                .map(LogEntry::line);
    }

    private long recorded(Kind kind) {
        return lines.getOrDefault(kind, KeptLines.NONE).size() + dropped.getOrDefault(kind, 0L);
    }

    /** What is kept past a sequence number, with all that was dropped. */
    public RunLog after(long seq) {
        List<LogEntry> entries = new ArrayList<>();
        lines.values().forEach(kind -> entries.addAll(kind.after(seq)));
        entries.sort(Comparator.comparingLong(LogEntry::seq));
        return new RunLog(entries, dropped);
    }
}
