package dev.gantry.store.mapdb;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Where a journal that was read goes on.
 *
 * @param generation the newest generation
 * @param nextSequence the sequence of the next frame
 * @param lastSegment the highest number of a segment
 * @param written how many bytes of frames the newest generation has
 * @param open the last segment, if it can be continued
 * @param retired the other segments with their generations
 */
record JournalEnd(
        long generation,
        long nextSequence,
        long lastSegment,
        long written,
        Optional<Tail> open,
        Map<Path, Long> retired) {

    /** All segments. */
    List<Path> files() {
        return Stream.concat(retired.keySet().stream(), open.stream().map(Tail::file))
                .toList();
    }

    /** A segment and how much of it is used. */
    record Tail(Path file, SegmentHeader header, long used) {}
}
