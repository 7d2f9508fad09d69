package dev.gantry.verify.history;

import java.util.Optional;

/**
 * What a call about a file wrote or read.
 *
 * @param name of the file
 * @param written what a write wrote, or was to write
 * @param read what a read read, if there was anything
 */
public record FileSight(String name, Optional<FileContent> written, Optional<FilePart> read) {

    /** A write. */
    public static FileSight written(String name, FileContent content) {
        return new FileSight(name, Optional.of(content), Optional.empty());
    }

    /** A read; what came of it is not known yet. */
    public static FileSight asked(String name) {
        return new FileSight(name, Optional.empty(), Optional.empty());
    }

    /** The same, now that something was read. */
    public FileSight read(FilePart part) {
        return new FileSight(name, written, Optional.of(part));
    }
}
