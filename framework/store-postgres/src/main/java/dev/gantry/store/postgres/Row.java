package dev.gantry.store.postgres;

import static java.util.Objects.requireNonNull;

import dev.gantry.store.Run;
import java.util.UUID;

/**
 * A run as its row has it.
 *
 * @param run the run
 * @param logSeq the number of the last line of its log
 */
record Row(Run run, long logSeq) {

    Row {
        requireNonNull(run, "run is null");
    }

    UUID uuid() {
        return run.uuid();
    }

    long number() {
        return run.number();
    }

    boolean isOlderThan(Row other) {
        return run.stamp().revision() < other.run.stamp().revision();
    }

    Row with(Run next) {
        return new Row(next, logSeq);
    }
}
