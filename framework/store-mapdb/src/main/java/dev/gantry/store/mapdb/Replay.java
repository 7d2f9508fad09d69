package dev.gantry.store.mapdb;

import dev.gantry.store.LogBatch;
import dev.gantry.store.RemoteRun;
import dev.gantry.store.Run;
import dev.gantry.store.RunRequest;
import dev.gantry.store.memory.Attached;
import dev.gantry.store.memory.Attachments;
import dev.gantry.store.memory.KeptLog;
import dev.gantry.store.memory.Params;
import dev.gantry.store.memory.Row;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** What the entries of a journal come to, read from the first to the last. */
final class Replay {

    private final Map<Long, Row> rows = new HashMap<>();
    private final Map<UUID, Attachments> prepared = new LinkedHashMap<>();
    private final Map<String, Integer> limits = new HashMap<>();
    private final Set<RemoteRun> remoteCancels = new LinkedHashSet<>();
    private final Set<UUID> linked = new LinkedHashSet<>();
    private long lastNumber;

    /** Read the next entry. */
    void read(ByteReader in) {
        int kind = in.get();
        switch (kind) {
            case Entry.SUBMITTED -> put(getSubmitted(in));
            case Entry.WHOLE -> put(getWhole(in));
            case Entry.MOVED -> put(getMoved(in));
            case Entry.ATTACHED -> put(getAttached(in));
            case Entry.GENERATION -> lastNumber = Math.max(lastNumber, in.getNumber());
            case Entry.PREPARED -> prepare(in.getUuid(), AttachmentCodec.getAll(in));
            case Entry.LIMITED -> limits.put(in.getText(), in.getSmall());
            case Entry.REMOTE_CANCEL -> remoteCancel(in.getBoolean(), AttachmentCodec.getRemote(in));
            case Entry.LINKED -> linked.add(in.getUuid());
            default ->
                throw new IllegalStateException(
                        "an entry of kind %d; expected 1 to 9: a newer version wrote it".formatted(kind));
        }
    }

    private void put(Row row) {
        rows.put(row.run().number(), row);
        lastNumber = Math.max(lastNumber, row.run().number());
    }

    private void prepare(UUID run, Attachments attachments) {
        if (attachments.isEmpty()) {
            prepared.remove(run);
        } else {
            prepared.put(run, attachments);
        }
    }

    private void remoteCancel(boolean pending, RemoteRun child) {
        if (pending) {
            remoteCancels.add(child);
        } else {
            remoteCancels.remove(child);
        }
    }

    private Row getSubmitted(ByteReader in) {
        RunRequest request = RunCodec.getRequest(in);
        Run run = Run.submitted(request, in.getNumber(), in.getInstant());
        Attachments taken = Optional.ofNullable(prepared.remove(run.uuid())).orElse(Attachments.NONE);
        return new Row(run, Params.held(in.getText()), Optional.empty(), KeptLog.EMPTY, taken);
    }

    private Row getWhole(ByteReader in) {
        Row row = RunCodec.getBody(in, RunCodec.getRun(in));
        prepared.remove(row.uuid());
        return row;
    }

    private Row getMoved(ByteReader in) {
        Row before = known(in.getNumber());
        Run moved = RunCodec.getMoving(in, before.run().request(), before.run().stamp());
        Optional<String> data = in.getOptional(ByteReader::getText);
        LogBatch logged = in.getBoolean() ? RunCodec.getBatch(in) : LogBatch.EMPTY;
        return before.with(moved).withData(data).with(logged);
    }

    private Row getAttached(ByteReader in) {
        Row before = known(in.getNumber());
        Attached more = AttachmentCodec.get(in);
        return before.with(more);
    }

    private Row known(long number) {
        Row row = rows.get(number);
        if (row == null) {
            throw new IllegalStateException("a change of run %d, of which nothing was read before".formatted(number));
        }
        return row;
    }

    Collection<Row> rows() {
        return rows.values();
    }

    /** What hangs on runs that nobody has submitted. */
    Map<UUID, Attachments> prepared() {
        return prepared;
    }

    /** The projects that were told how many of their runs may be RUNNING at once. */
    Map<String, Integer> limits() {
        return limits;
    }

    Set<RemoteRun> remoteCancels() {
        return remoteCancels;
    }

    /** Runs that were finished, in a generation before, with children on other servers. */
    Set<UUID> linked() {
        return linked;
    }

    /** The number of the newest run ever submitted. */
    long lastNumber() {
        return lastNumber;
    }
}
