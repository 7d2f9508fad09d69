package dev.gantry.store.copy;

import java.util.List;

/**
 * What became of a copy.
 *
 * @param copied how many runs this copy carried over
 * @param found how many were there from an earlier copy that was cut off
 * @param files how many files were carried over
 * @param bytes how many bytes these have
 * @param differences what differs between the two stores, one line each; at most {@link #MOST_DIFFERENCES}, empty if all is
 *     well
 */
public record CopyReport(long copied, long found, long files, long bytes, List<String> differences) {

    /** How many differences are told. */
    public static final int MOST_DIFFERENCES = 100;

    public CopyReport {
        differences = List.copyOf(differences);
    }
}
