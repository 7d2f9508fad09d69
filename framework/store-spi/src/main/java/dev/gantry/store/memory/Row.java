package dev.gantry.store.memory;

import static java.util.Objects.requireNonNull;

import dev.gantry.store.LogBatch;
import dev.gantry.store.NewRun;
import dev.gantry.store.Run;
import dev.gantry.store.RunBody;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * All there is of one run at one moment. Immutable, so that it can be shown to readers, written down or taken back.
 *
 * @param run the run
 * @param params its params
 * @param data what it produced so far, as JSON text
 * @param log what it recorded
 * @param attachments what hangs on it
 */
public record Row(Run run, Params params, Optional<String> data, KeptLog log, Attachments attachments) {

    public Row {
        requireNonNull(run, "run is null");
        requireNonNull(params, "params is null");
        requireNonNull(data, "data is null");
        requireNonNull(log, "log is null");
        requireNonNull(attachments, "attachments is null");
    }

    static Row submitted(NewRun added, long number, Instant now, Attachments prepared) {
        return new Row(
                Run.submitted(added.request(), number, now),
                Params.held(added.params()),
                Optional.empty(),
                KeptLog.EMPTY,
                prepared);
    }

    /** The row with its run in another state. */
    public Row with(Run next) {
        return new Row(next, params, data, log, attachments);
    }

    /** The row with more in its log. */
    public Row with(LogBatch more) {
        return more.isEmpty() ? this : new Row(run, params, data, log.plus(more), attachments);
    }

    /** The row with other data; the same if there is none. */
    public Row withData(Optional<String> newData) {
        return newData.isEmpty() ? this : new Row(run, params, newData, log, attachments);
    }

    /** The row with its params kept elsewhere. */
    public Row with(Params elsewhere) {
        return new Row(run, elsewhere, data, log, attachments);
    }

    /** The row with one attachment more. */
    public Row with(Attached more) {
        return new Row(run, params, data, log, attachments.with(more));
    }

    /** The row with its params at hand. May read from a disk. */
    public Row held() {
        return with(Params.held(params.text()));
    }

    /** The identity of the run. */
    public UUID uuid() {
        return run.uuid();
    }

    /** The bulky part of the run. May read from a disk. */
    public RunBody body() {
        return new RunBody(params.text(), data);
    }
}
