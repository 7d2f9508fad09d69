package dev.gantry.http.stream;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.gantry.client.wire.StreamedLine;
import dev.gantry.client.wire.StreamedProgress;
import dev.gantry.http.view.RunData;
import dev.gantry.store.LogEntry;
import dev.gantry.store.LogLine;
import dev.gantry.store.Run;
import dev.gantry.store.RunBody;
import dev.gantry.store.RunReader;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.zip.CRC32C;

/** What one reader has been told of a run, and how the rest is told. Used by one thread at a time. */
final class RunStream implements Telling {

    /** How many lines are sent before the reader is asked for room again. */
    private static final int LINES_AT_ONCE = 64;

    private final RunReader runs;
    private final UUID uuid;
    private final EventSink sink;

    private Position position;
    private String lastData = "";

    RunStream(RunReader runs, UUID uuid, Position from, EventSink sink) {
        this.runs = runs;
        this.uuid = uuid;
        this.sink = sink;
        this.position = from;
    }

    @Override
    public boolean tell(Runnable whenRoom) {
        Optional<Run> found = runs.find(uuid);
        if (found.isEmpty() || !sink.isOpen()) {
            return false;
        }
        // The log and the data are read after the run, so they hold at least what belongs to its revision.
        Run run = found.get();
        if (!tellLog(whenRoom)) {
            return true;
        }
        if (run.stamp().revision() > position.revision()) {
            tellData();
            position = position.at(run.stamp().revision());
            sink.send("progress", position.toString(), progress(run));
        }
        if (!run.state().finished()) {
            return true;
        }
        position = position.end();
        sink.send("done", position.toString(), progress(run));
        return false;
    }

    private boolean tellLog(Runnable whenRoom) {
        List<LogEntry> entries =
                runs.log(uuid, position.line()).map(log -> log.entries()).orElse(List.of());
        int sent = 0;
        for (LogEntry entry : entries) {
            if (sent++ % LINES_AT_ONCE == 0 && !sink.hasRoom(whenRoom)) {
                return false;
            }
            position = position.afterLine(entry.seq());
            sink.send("log", position.toString(), line(entry));
        }
        return sink.hasRoom(whenRoom);
    }

    private void tellData() {
        Optional<RunBody> body = runs.body(uuid);
        String data = body.flatMap(RunBody::data).orElse("");
        if (data.equals(lastData)) {
            return;
        }
        lastData = data;
        long checksum = checksum(lastData);
        if (checksum != position.data()) {
            position = position.withData(checksum);
            sink.sendJson("data", position.toString(), RunData.json(body));
        }
    }

    private static long checksum(String data) {
        CRC32C crc = new CRC32C();
        crc.update(data.getBytes(UTF_8));
        return crc.getValue();
    }

    private static StreamedProgress progress(Run run) {
        return new StreamedProgress(
                run.progress().completeness(),
                run.standing().resultCode(),
                run.state().name(),
                run.standing().attempts());
    }

    private static StreamedLine line(LogEntry entry) {
        LogLine line = entry.line();
        Integer code = line.kind() == LogLine.Kind.ERROR ? line.code() : null;
        return new StreamedLine(entry.seq(), line.kind().name(), code, line.message(), line.at());
    }
}
