package dev.gantry.http.stream;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a stream has told of a run: the id of its events.
 *
 * @param line the number of the last line of the log that was sent
 * @param revision the revision of the run that the last progress showed
 * @param data a checksum of the data that was sent last; 0 if none was
 * @param ended whether the end of the run was sent, at this revision
 */
record Position(long line, long revision, long data, boolean ended) {

    /** Nothing told yet. */
    static final Position START = new Position(0, 0, 0, false);

    private static final Pattern TEXT = Pattern.compile("(\\d{1,18})\\.(\\d{1,18})\\.([0-9a-f]{1,8})(\\.end)?");

    /** Read an id; empty if it is none. */
    static Optional<Position> parse(String id) {
        Matcher parts = TEXT.matcher(id);
        if (!parts.matches()) {
            return Optional.empty();
        }
        return Optional.of(new Position(
                Long.parseLong(parts.group(1)),
                Long.parseLong(parts.group(2)),
                Long.parseLong(parts.group(3), 16),
                parts.group(4) != null));
    }

    Position afterLine(long newLine) {
        return new Position(newLine, revision, data, false);
    }

    Position withData(long newData) {
        return new Position(line, revision, newData, false);
    }

    Position at(long newRevision) {
        return new Position(line, newRevision, data, false);
    }

    Position end() {
        return new Position(line, revision, data, true);
    }

    /** The id that says this: {@code LINE.REVISION.DATA}, and {@code .end} after the end. */
    @Override
    public String toString() {
        return line + "." + revision + "." + Long.toHexString(data) + (ended ? ".end" : "");
    }
}
