package dev.gantry.store.memory;

import static java.util.Objects.requireNonNull;

import dev.gantry.store.LogBatch;
import java.util.Optional;

/**
 * What a transition did to one run.
 *
 * @param before the run as it was; absent if the transition created it
 * @param after the run as it is
 * @param logged what was added to its log
 * @param newData whether its data is new
 * @param renewal whether nothing but the end of its lease moved, which nobody needs to know after a restart
 */
public record Change(Optional<Row> before, Row after, LogBatch logged, boolean newData, boolean renewal) {

    public Change {
        requireNonNull(before, "before is null");
        requireNonNull(after, "after is null");
        requireNonNull(logged, "logged is null");
    }

    static Change created(Row row) {
        return new Change(Optional.empty(), row, LogBatch.EMPTY, false, false);
    }

    static Change moved(Row before, Row after, LogBatch logged) {
        return new Change(Optional.of(before), after, logged, false, false);
    }

    static Change renewed(Row before, Row after) {
        return new Change(Optional.of(before), after, LogBatch.EMPTY, false, true);
    }
}
