package dev.gantry.store.mapdb;

import java.nio.file.Path;
import java.util.OptionalLong;

/** How the files of a journal are called. */
final class JournalFiles {

    private static final String SEGMENT = "segment-";
    private static final String SPARE = "spare-";

    private JournalFiles() {}

    static String segment(long number) {
        return SEGMENT + "%012d".formatted(number);
    }

    static String spare(long number) {
        return SPARE + number;
    }

    /** The number of a segment by its name; empty if it is none. */
    static OptionalLong number(Path file) {
        String name = file.getFileName().toString();
        return name.matches(SEGMENT + "\\d+")
                ? OptionalLong.of(Long.parseLong(name.substring(SEGMENT.length())))
                : OptionalLong.empty();
    }

    static boolean isSpare(Path file) {
        return file.getFileName().toString().startsWith(SPARE);
    }
}
