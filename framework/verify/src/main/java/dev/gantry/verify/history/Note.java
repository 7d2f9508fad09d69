package dev.gantry.verify.history;

import java.util.UUID;

/**
 * What a job wrote down past the server.
 *
 * @param kind what happened
 * @param at when
 * @param process in which
 * @param run of which run
 * @param attempt in which attempt
 * @param step the step that was done; of a begin, the one that was found
 * @param ending of an end, how; of a child, its mark, status and stash
 */
public record Note(Kind kind, long at, long process, UUID run, int attempt, int step, String ending) {

    /** What can happen. */
    public enum Kind {
        BEGIN,
        STEP,
        END,
        /** It gives its slot back and waits for its children. */
        WAIT,
        /** It has waited. */
        AWAKE,
        /** What it learned of a child. */
        CHILD
    }

    /** Read a line of the witness. */
    public static Note parse(String line) {
        String[] parts = line.split(" ", 6);
        Kind kind = Kind.valueOf(parts[0]);
        boolean counted = kind == Kind.BEGIN || kind == Kind.STEP;
        return new Note(
                kind,
                Long.parseLong(parts[1]),
                Long.parseLong(parts[2]),
                UUID.fromString(parts[3]),
                Integer.parseInt(parts[4]),
                counted ? Integer.parseInt(parts[5]) : 0,
                counted ? "" : parts[5]);
    }
}
