package dev.gantry.store.mapdb;

import dev.gantry.store.LogBatch;
import dev.gantry.store.Run;
import dev.gantry.store.memory.Attached;
import dev.gantry.store.memory.Change;
import dev.gantry.store.memory.Row;
import java.util.Optional;
import java.util.UUID;

/**
 * What a journal frame is made of, one after the other: a run that was submitted, a run as a whole, what moved of a run,
 * the start of a generation, and what is known besides runs. An entry about what moved refers to a run that is whole
 * further up in its generation.
 */
final class Entry {

    static final int SUBMITTED = 1;
    static final int WHOLE = 2;
    static final int MOVED = 3;
    static final int GENERATION = 4;
    static final int ATTACHED = 5;
    static final int PREPARED = 6;
    static final int LIMITED = 7;
    static final int REMOTE_CANCEL = 8;
    static final int LINKED = 9;

    private Entry() {}

    /** The start of a generation, with the number of the newest run ever submitted. */
    static void putGeneration(ByteWriter out, long lastNumber) {
        out.put(GENERATION).putNumber(lastNumber);
    }

    /** A finished run with children on other servers, below one that is not finished. */
    static void putLinked(ByteWriter out, UUID run) {
        out.put(LINKED).putUuid(run);
    }

    /** A run with all that is known of it; where in the writer its params are. */
    static int putWhole(ByteWriter out, Row row) {
        out.put(WHOLE);
        RunCodec.putRun(out, row.run());
        int at = out.size();
        RunCodec.putBody(out, row);
        return at;
    }

    /** A change; where in the writer the params of the run are, or -1 if they are not part of it. */
    static int putChange(ByteWriter out, Change change) {
        if (change instanceof Change.OfRun ofRun) {
            return putChange(out, ofRun);
        }
        if (change instanceof Change.Prepared prepared) {
            out.put(PREPARED).putUuid(prepared.run());
            AttachmentCodec.putAll(out, prepared.after());
        } else if (change instanceof Change.Limited limited) {
            out.put(LIMITED).putText(limited.project()).putNumber(limited.after());
        } else if (change instanceof Change.RemoteCancel cancel) {
            out.put(REMOTE_CANCEL).putBoolean(cancel.pending());
            AttachmentCodec.putRemote(out, cancel.child());
        }
        return -1;
    }

    private static int putChange(ByteWriter out, Change.OfRun change) {
        Row after = change.after();
        if (change.before().isEmpty()) {
            return isSubmitted(after) ? putSubmitted(out, after) : putWhole(out, after);
        }
        if (change.before().get().run().state().finished()) {
            // It may lie in a partition by now: whoever reads this generation needs it whole.
            return putWhole(out, after);
        }
        Optional<Attached> attached = change.added().attached();
        if (attached.isPresent()) {
            out.put(ATTACHED).putNumber(after.run().number());
            AttachmentCodec.put(out, attached.get());
            return -1;
        }
        LogBatch logged = change.added().logged();
        out.put(MOVED).putNumber(after.run().number());
        RunCodec.putMoving(out, after.run());
        out.putOptional(change.added().data() ? after.data() : Optional.empty(), ByteWriter::putText)
                .putBoolean(!logged.isEmpty());
        if (!logged.isEmpty()) {
            RunCodec.putBatch(out, logged);
        }
        return -1;
    }

    /** Whether a new run is as a submit makes it, rather than as another store had it. */
    private static boolean isSubmitted(Row created) {
        return created.run().stamp().revision() == 1 && created.log().lastSeq() == 0;
    }

    private static int putSubmitted(ByteWriter out, Row row) {
        Run run = row.run();
        out.put(SUBMITTED);
        RunCodec.putRequest(out, run.request());
        out.putNumber(run.number()).putInstant(run.createdAt());
        int at = out.size();
        out.putText(row.params().text());
        return at;
    }
}
