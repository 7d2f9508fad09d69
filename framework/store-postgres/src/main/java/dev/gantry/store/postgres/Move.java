package dev.gantry.store.postgres;

import static java.util.Objects.requireNonNull;

import dev.gantry.store.LogLine;
import dev.gantry.store.Run;
import java.util.Optional;

/**
 * A step of a run, to be written.
 *
 * @param before the row it was decided on
 * @param next the run as it is to be
 * @param logged what is added to the log
 * @param data the new data
 */
record Move(Row before, Run next, Logged logged, Optional<String> data) {

    Move {
        requireNonNull(before, "before is null");
        requireNonNull(next, "next is null");
        requireNonNull(logged, "logged is null");
        requireNonNull(data, "data is null");
    }

    static Move of(Row before, Run next) {
        return new Move(before, next, new Logged(before), Optional.empty());
    }

    static Move of(Row before, Run next, LogLine why) {
        return new Move(before, next, Logged.after(before, why), Optional.empty());
    }

    /** The row as it is to be. */
    Row after() {
        return new Row(next, logged.lastSeq());
    }
}
