package dev.gantry.store;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/**
 * What a list shows of a run besides the run itself.
 *
 * @param log its log in short
 * @param children how many runs it queued in this store
 */
public record RunDigest(LogDigest log, long children) {

    public RunDigest {
        requireNonNull(log, "log is null");
    }

    /**
     * A log in short.
     *
     * @param lastSeq the sequence number of its last line; 0 if there is none
     * @param warnings how many warnings were recorded, kept or not
     * @param errors how many errors were recorded, kept or not
     * @param last the last event, warning or error, if there is one; its message is cut at {@link #MAX_MESSAGE} characters
     * @param lastError the last error, if there is one; cut as well
     */
    public record LogDigest(
            long lastSeq, long warnings, long errors, Optional<LogLine> last, Optional<LogLine> lastError) {

        /** The longest message that is shown whole, in characters. */
        public static final int MAX_MESSAGE = 200;

        /** Of a log without lines. */
        public static final LogDigest EMPTY = new LogDigest(0, 0, 0, Optional.empty(), Optional.empty());

        public LogDigest {
            requireNonNull(last, "last is null");
            requireNonNull(lastError, "lastError is null");
            last = last.map(LogDigest::cut);
            lastError = lastError.map(LogDigest::cut);
        }

        private static LogLine cut(LogLine line) {
            String message = line.message();
            return message.length() <= MAX_MESSAGE
                    ? line
                    : new LogLine(line.kind(), line.at(), message.substring(0, MAX_MESSAGE - 1) + "…", line.code());
        }
    }
}
