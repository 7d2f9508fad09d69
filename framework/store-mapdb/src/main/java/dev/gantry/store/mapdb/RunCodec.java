package dev.gantry.store.mapdb;

import dev.gantry.store.Lease;
import dev.gantry.store.LogBatch;
import dev.gantry.store.LogEntry;
import dev.gantry.store.LogLine;
import dev.gantry.store.Origin;
import dev.gantry.store.Progress;
import dev.gantry.store.Run;
import dev.gantry.store.RunDigest.LogDigest;
import dev.gantry.store.RunLog;
import dev.gantry.store.RunOptions;
import dev.gantry.store.RunRequest;
import dev.gantry.store.RunState;
import dev.gantry.store.Stamp;
import dev.gantry.store.Standing;
import dev.gantry.store.memory.KeptLog;
import dev.gantry.store.memory.Params;
import dev.gantry.store.memory.Row;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The parts of a run as bytes. Enums are written by position: new constants go to the end. */
final class RunCodec {

    private static final List<RunState> STATES =
            List.of(RunState.QUEUED, RunState.RUNNING, RunState.SUCCEEDED, RunState.FAILED, RunState.CANCELLED);
    private static final List<LogLine.Kind> KINDS = List.of(
            LogLine.Kind.EVENT, LogLine.Kind.WARNING, LogLine.Kind.ERROR, LogLine.Kind.OUTPUT, LogLine.Kind.META);

    /** In place of the length of params that could not be read. */
    private static final int UNREADABLE = -1;

    private RunCodec() {}

    static void putRun(ByteWriter out, Run run) {
        putRequest(out, run.request());
        out.putNumber(run.number()).putInstant(run.createdAt());
        putMoving(out, run);
    }

    static Run getRun(ByteReader in) {
        RunRequest request = getRequest(in);
        return getMoving(in, request, new Stamp(in.getNumber(), 0, in.getInstant(), Instant.EPOCH));
    }

    static void putRequest(ByteWriter out, RunRequest request) {
        RunOptions options = request.options();
        out.putUuid(request.uuid()).putText(request.path()).putText(request.jobType());
        out.putText(options.description()).putNumber(options.tags().size());
        options.tags().forEach((name, value) -> out.putText(name).putText(value));
        out.putNumber(options.priority())
                .putOptional(options.runAt(), ByteWriter::putInstant)
                .putOptional(options.idempotencyKey(), ByteWriter::putText);
        putOrigin(out, request.origin());
    }

    static RunRequest getRequest(ByteReader in) {
        return new RunRequest(in.getUuid(), in.getName(), in.getName(), getOptions(in), getOrigin(in));
    }

    private static void putOrigin(ByteWriter out, Origin origin) {
        boolean plain = origin.equals(Origin.NONE);
        out.putBoolean(!plain);
        if (!plain) {
            out.putOptional(origin.address(), AttachmentCodec::putAddress)
                    .putOptional(origin.parent(), ByteWriter::putUuid)
                    .putText(origin.setup());
        }
    }

    private static Origin getOrigin(ByteReader in) {
        if (!in.getBoolean()) {
            return Origin.NONE;
        }
        return new Origin(
                in.getOptional(AttachmentCodec::getAddress), in.getOptional(ByteReader::getUuid), in.getText());
    }

    /** All of a row but its run. */
    static void putBody(ByteWriter out, Row row) {
        putParams(out, row.params());
        out.putOptional(row.data(), ByteWriter::putText);
        putLog(out, row.log());
        AttachmentCodec.putAll(out, row.attachments());
    }

    static Row getBody(ByteReader in, Run run) {
        Params params = getParams(in);
        return new Row(run, params, in.getOptional(ByteReader::getText), getLog(in), AttachmentCodec.getAll(in));
    }

    static void putParams(ByteWriter out, Params params) {
        Params atHand = UnreadableParams.atHand(params);
        if (atHand instanceof UnreadableParams unreadable) {
            out.putNumber(UNREADABLE).putText(unreadable.reason());
        } else {
            out.putText(atHand.text());
        }
    }

    static Params getParams(ByteReader in) {
        int length = in.getSmall();
        return length == UNREADABLE ? new UnreadableParams(in.getText()) : Params.held(in.getText(length));
    }

    private static RunOptions getOptions(ByteReader in) {
        String description = in.getText();
        Map<String, String> tags = new HashMap<>();
        for (int i = in.getSmall(); i > 0; i--) {
            tags.put(in.getName(), in.getText());
        }
        return new RunOptions(
                description,
                tags,
                in.getSmall(),
                in.getOptional(ByteReader::getInstant),
                in.getOptional(ByteReader::getText));
    }

    /** What changes of a run in the course of its life. */
    static void putMoving(ByteWriter out, Run run) {
        Standing standing = run.standing();
        out.putNumber(run.stamp().revision()).putInstant(run.stamp().updatedAt());
        out.put(STATES.indexOf(standing.state()))
                .putInstant(standing.runAt())
                .putNumber(standing.attempts())
                .putNumber(standing.errorCount())
                .putNumber(standing.resultCode())
                .putBoolean(standing.cancelRequested())
                .putOptional(standing.startedAt(), ByteWriter::putInstant);
        out.putDouble(run.progress().completeness())
                .putDouble(run.progress().tickCount())
                .putDouble(run.progress().tickValue());
        out.putNumber(run.fence()).putOptional(run.lease(), RunCodec::putLease);
    }

    static Run getMoving(ByteReader in, RunRequest request, Stamp origin) {
        Stamp stamp = new Stamp(origin.number(), in.getNumber(), origin.createdAt(), in.getInstant());
        Standing standing = new Standing(
                STATES.get(in.get()),
                in.getInstant(),
                in.getSmall(),
                in.getSmall(),
                in.getSmall(),
                in.getBoolean(),
                in.getOptional(ByteReader::getInstant));
        Progress progress = new Progress(in.getDouble(), in.getDouble(), in.getDouble());
        return new Run(request, stamp, standing, progress, in.getNumber(), in.getOptional(RunCodec::getLease));
    }

    private static void putLease(ByteWriter out, Lease lease) {
        out.putText(lease.worker()).putNumber(lease.fence()).putInstant(lease.until());
    }

    private static Lease getLease(ByteReader in) {
        return new Lease(in.getName(), in.getNumber(), in.getInstant());
    }

    static void putBatch(ByteWriter out, LogBatch batch) {
        putDropped(out, batch.dropped());
        out.putNumber(batch.lines().size());
        batch.lines().forEach(line -> putLine(out, line));
    }

    static LogBatch getBatch(ByteReader in) {
        Map<LogLine.Kind, Long> dropped = getDropped(in);
        List<LogLine> lines = new ArrayList<>();
        for (int i = in.getSmall(); i > 0; i--) {
            lines.add(getLine(in));
        }
        return new LogBatch(lines, dropped);
    }

    private static void putLog(ByteWriter out, KeptLog log) {
        RunLog kept = log.after(0);
        out.putNumber(log.lastSeq());
        putDropped(out, kept.dropped());
        out.putNumber(kept.entries().size());
        kept.entries().forEach(entry -> putLine(out.putNumber(entry.seq()), entry.line()));
    }

    private static KeptLog getLog(ByteReader in) {
        long lastSeq = in.getNumber();
        Map<LogLine.Kind, Long> dropped = getDropped(in);
        List<LogEntry> entries = new ArrayList<>();
        for (int i = in.getSmall(); i > 0; i--) {
            entries.add(new LogEntry(in.getNumber(), getLine(in)));
        }
        return KeptLog.restored(lastSeq, new RunLog(entries, dropped));
    }

    /** The log in short, for those who only list runs. */
    static void putDigest(ByteWriter out, LogDigest digest) {
        out.putNumber(digest.lastSeq())
                .putNumber(digest.warnings())
                .putNumber(digest.errors())
                .putOptional(digest.last(), RunCodec::putLine)
                .putOptional(digest.lastError(), RunCodec::putLine);
    }

    static LogDigest getDigest(ByteReader in) {
        return new LogDigest(
                in.getNumber(),
                in.getNumber(),
                in.getNumber(),
                in.getOptional(RunCodec::getLine),
                in.getOptional(RunCodec::getLine));
    }

    private static void putDropped(ByteWriter out, Map<LogLine.Kind, Long> dropped) {
        out.putNumber(dropped.size());
        dropped.forEach((kind, count) -> out.put(KINDS.indexOf(kind)).putNumber(count));
    }

    private static Map<LogLine.Kind, Long> getDropped(ByteReader in) {
        Map<LogLine.Kind, Long> dropped = new EnumMap<>(LogLine.Kind.class);
        for (int i = in.getSmall(); i > 0; i--) {
            dropped.put(KINDS.get(in.get()), in.getNumber());
        }
        return dropped;
    }

    private static void putLine(ByteWriter out, LogLine line) {
        out.put(KINDS.indexOf(line.kind()))
                .putInstant(line.at())
                .putText(line.message())
                .putNumber(line.code());
    }

    private static LogLine getLine(ByteReader in) {
        return new LogLine(KINDS.get(in.get()), in.getInstant(), in.getText(), in.getSmall());
    }
}
