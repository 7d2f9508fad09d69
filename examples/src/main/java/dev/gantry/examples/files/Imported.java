package dev.gantry.examples.files;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;

/**
 * How far an import has come: its data, and where the next attempt goes on.
 *
 * @param sourceSize how large the source was when it was opened, in bytes
 * @param sourceModified when it had last been changed by then
 * @param offset how many of its bytes are done
 * @param rows how many of its rows are done, the header and blank lines included
 * @param imported how many rows are in the target
 * @param rejected how many rows are set aside
 * @param targetBytes how long the target is with just these rows in it
 * @param rejectedBytes the same of the file of bad rows
 */
public record Imported(
        long sourceSize,
        Instant sourceModified,
        long offset,
        long rows,
        long imported,
        long rejected,
        long targetBytes,
        long rejectedBytes) {

    /** An import that has read no more than the header. */
    static Imported nothing(Path path, CsvReader source) throws IOException {
        Instant modified = Files.getLastModifiedTime(path).toInstant();
        return new Imported(Files.size(path), modified, source.position(), source.rows(), 0, 0, 0, 0);
    }

    /** Whether this is about the same state of the source. */
    boolean isOf(Imported other) {
        return sourceSize == other.sourceSize && sourceModified.equals(other.sourceModified);
    }

    /** Whether the files still have all that was written to them by then. */
    boolean isWithin(Path target, Path rejects) {
        return target.toFile().length() >= targetBytes && rejects.toFile().length() >= rejectedBytes;
    }
}
