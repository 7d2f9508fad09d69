package dev.gantry.store.mapdb;

import dev.gantry.store.LogBatch;
import dev.gantry.store.Run;
import dev.gantry.store.RunRequest;
import dev.gantry.store.memory.Change;
import dev.gantry.store.memory.KeptLog;
import dev.gantry.store.memory.Params;
import dev.gantry.store.memory.Row;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * What a journal frame is made of, one after the other: a run that was submitted, a run as a whole, what moved of a run,
 * or the start of a generation. An entry about what moved refers to a run that is whole further up in its generation.
 */
final class Entry {

    private static final int SUBMITTED = 1;
    private static final int WHOLE = 2;
    private static final int MOVED = 3;
    private static final int GENERATION = 4;

    private Entry() {}

    /** The start of a generation, with the number of the newest run ever submitted. */
    static void putGeneration(ByteWriter out, long lastNumber) {
        out.put(GENERATION).putNumber(lastNumber);
    }

    /** A run with all that is known of it; where in the writer its params are. */
    static int putWhole(ByteWriter out, Row row) {
        out.put(WHOLE);
        RunCodec.putRun(out, row.run());
        int at = out.size();
        out.putText(row.params().text()).putOptional(row.data(), ByteWriter::putText);
        RunCodec.putLog(out, row.log());
        return at;
    }

    /** A change; where in the writer the params of the run are, or -1 if they are not part of it. */
    static int putChange(ByteWriter out, Change change) {
        Row after = change.after();
        if (change.before().isEmpty()) {
            out.put(SUBMITTED);
            RunCodec.putRequest(out, after.run().request());
            out.putNumber(after.run().number()).putInstant(after.run().createdAt());
            int at = out.size();
            out.putText(after.params().text());
            return at;
        }
        if (change.before().get().run().state().finished()) {
            // It may lie in a partition by now: whoever reads this generation needs it whole.
            return putWhole(out, after);
        }
        out.put(MOVED).putNumber(after.run().number());
        RunCodec.putMoving(out, after.run());
        out.putOptional(change.newData() ? after.data() : Optional.empty(), ByteWriter::putText)
                .putBoolean(!change.logged().isEmpty());
        if (!change.logged().isEmpty()) {
            RunCodec.putBatch(out, change.logged());
        }
        return -1;
    }

    /** Read an entry into the rows by number; the run that it is about, or empty if it is about none. */
    static Optional<Row> get(ByteReader in, Map<Long, Row> rows, NumberSink numbers) {
        int kind = in.get();
        if (kind == GENERATION) {
            numbers.upTo(in.getNumber());
            return Optional.empty();
        }
        Row row = switch (kind) {
            case SUBMITTED -> getSubmitted(in);
            case WHOLE -> getWhole(in);
            case MOVED -> getMoved(in, rows);
            default ->
                throw new IllegalStateException(
                        "an entry of kind %d; expected 1 to 4: a newer version wrote it".formatted(kind));
        };
        rows.put(row.run().number(), row);
        numbers.upTo(row.run().number());
        return Optional.of(row);
    }

    /** Told of the numbers that were given out. */
    @FunctionalInterface
    interface NumberSink {
        void upTo(long number);
    }

    private static Row getSubmitted(ByteReader in) {
        RunRequest request = RunCodec.getRequest(in);
        long number = in.getNumber();
        Instant createdAt = in.getInstant();
        Params params = Params.held(in.getText());
        return new Row(Run.submitted(request, number, createdAt), params, Optional.empty(), KeptLog.EMPTY);
    }

    static Row getWhole(ByteReader in) {
        Run run = RunCodec.getRun(in);
        Params params = Params.held(in.getText());
        return new Row(run, params, in.getOptional(ByteReader::getText), RunCodec.getLog(in));
    }

    private static Row getMoved(ByteReader in, Map<Long, Row> rows) {
        long number = in.getNumber();
        Row before = rows.get(number);
        if (before == null) {
            throw new IllegalStateException("a change of run %d, of which nothing was read before".formatted(number));
        }
        Run moved = RunCodec.getMoving(in, before.run().request(), before.run().stamp());
        Optional<String> data = in.getOptional(ByteReader::getText);
        LogBatch logged = in.getBoolean() ? RunCodec.getBatch(in) : LogBatch.EMPTY;
        return before.with(moved).withData(data).with(logged);
    }
}
