package dev.gantry.store;

import static java.util.Objects.requireNonNull;

import java.time.Instant;

/**
 * Something to be recorded in the log of a run.
 *
 * @param kind what it is
 * @param at when it happened
 * @param message what happened
 * @param code the error's code; 0 for the other kinds
 */
public record LogLine(Kind kind, Instant at, String message, int code) {

    /** The kinds of log lines, and how many of each a run keeps: past that the oldest are dropped and counted. */
    public enum Kind {
        EVENT(1_000),
        WARNING(1_000),
        ERROR(1_000),
        /** A line that the job printed; all of them together are the run's report. */
        OUTPUT(10_000),
        /** What the run says of itself: {@code name=value}. */
        META(1_000);

        private final int kept;

        Kind(int kept) {
            this.kept = kept;
        }

        /** How many lines of this kind a run keeps. */
        public int kept() {
            return kept;
        }
    }

    /** The longest message that is kept whole, in characters. */
    public static final int MAX_MESSAGE = 8_192;

    public LogLine {
        requireNonNull(kind, "kind is null");
        requireNonNull(at, "at is null");
        requireNonNull(message, "message is null");
        if (message.length() > MAX_MESSAGE) {
            message = message.substring(0, MAX_MESSAGE - 1) + "…";
        }
    }

    /** An event. */
    public static LogLine event(Instant at, String message) {
        return new LogLine(Kind.EVENT, at, message, 0);
    }

    /** A warning. */
    public static LogLine warning(Instant at, String message) {
        return new LogLine(Kind.WARNING, at, message, 0);
    }

    /** An error with its code. */
    public static LogLine error(Instant at, int code, String message) {
        return new LogLine(Kind.ERROR, at, message, code);
    }

    /** Something that the run says of itself: {@code name=value}. */
    public static LogLine meta(Instant at, String pair) {
        return new LogLine(Kind.META, at, pair, 0);
    }

    /** A line that the job printed. */
    public static LogLine output(Instant at, String message) {
        return new LogLine(Kind.OUTPUT, at, message, 0);
    }
}
