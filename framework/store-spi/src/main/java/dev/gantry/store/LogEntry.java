package dev.gantry.store;

import static java.util.Objects.requireNonNull;

/**
 * A line of a run's log, in its place.
 *
 * @param seq counts the lines of the run from 1, whatever their kind and whether or not they are still kept
 * @param line what was recorded
 */
public record LogEntry(long seq, LogLine line) {

    public LogEntry {
        requireNonNull(line, "line is null");
    }
}
