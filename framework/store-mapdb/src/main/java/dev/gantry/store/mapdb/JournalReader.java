package dev.gantry.store.mapdb;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Reads a journal from its first segment to its last.
 *
 * <p>A frame that is not whole ends the journal if nothing comes after it: that write was never acknowledged. Anything
 * after it, in its segment or in a later one, proves that it once was whole, and the journal is refused.
 */
final class JournalReader {

    private static final Logger LOGGER = System.getLogger(JournalReader.class.getName());

    private final Disk disk;
    private final Path folder;
    private final Inventory inventory;

    JournalReader(Disk disk, Path folder, Inventory inventory) {
        this.disk = disk;
        this.folder = folder;
        this.inventory = inventory;
    }

    /** Takes up what is read. */
    interface Sink {

        /** The payload of a frame of a generation. */
        void frame(long generation, ByteReader payload);
    }

    private record Found(Path file, SegmentHeader header) {}

    /** Read all segments of generations past the sealed ones. */
    JournalEnd read(long sealedGeneration, Sink sink) throws IOException {
        List<Path> files = disk.list(folder);
        List<Found> segments = segments(files);
        clearAwayUnused(segments, sealedGeneration);
        clearAway(files.stream().filter(JournalFiles::isSpare).toList());
        Map<Path, Long> retired = new LinkedHashMap<>();
        long generation = sealedGeneration + 1;
        long sequence = 1;
        long written = 0;
        Optional<JournalEnd.Tail> tail = Optional.empty();
        long lastNumber = 0;
        for (int i = 0; i < segments.size(); i++) {
            Found segment = segments.get(i);
            lastNumber = segment.header().number();
            sequence = Math.max(sequence, segment.header().firstSequence());
            boolean last = i == segments.size() - 1;
            if (segment.header().generation() <= sealedGeneration) {
                retired.put(segment.file(), segment.header().generation());
                continue;
            }
            if (segment.header().generation() > generation) {
                generation = segment.header().generation();
                written = 0;
            }
            long until = last ? Long.MAX_VALUE : segments.get(i + 1).header().firstSequence();
            Read read = read(segment, until, sink);
            sequence = segment.header().firstSequence() + read.frames();
            written += read.used() - SegmentHeader.SIZE;
            if (last) {
                tail = Optional.of(new JournalEnd.Tail(segment.file(), segment.header(), read.used()));
            } else {
                retired.put(segment.file(), segment.header().generation());
            }
        }
        return new JournalEnd(generation, sequence, lastNumber, written, tail, retired);
    }

    private void clearAway(List<Path> spares) throws IOException {
        // A spare that was in the making when the process died is shorter than it should be, or sparse.
        for (Path spare : spares) {
            disk.delete(spare);
        }
    }

    /**
     * A segment that got its name and then could not be listed was given up, and its first frame went into the next one: it
     * must not be missed here.
     */
    private void clearAwayUnused(List<Found> segments, long sealedGeneration) throws IOException {
        for (Found segment : List.copyOf(segments)) {
            SegmentHeader header = segment.header();
            if (header.generation() > sealedGeneration
                    && inventory.lacks(segment.file())
                    && Frame.lengthAt(readWhole(segment.file()), SegmentHeader.SIZE, header.firstSequence())
                            .isEmpty()) {
                disk.delete(segment.file());
                segments.remove(segment);
            }
        }
    }

    private List<Found> segments(List<Path> files) throws IOException {
        List<Path> named = new ArrayList<>(files.stream()
                .filter(file -> JournalFiles.number(file).isPresent())
                .toList());
        named.sort(Comparator.comparing(file -> JournalFiles.number(file).orElseThrow()));
        List<Found> segments = new ArrayList<>();
        for (Path file : named) {
            SegmentHeader header = SegmentHeader.read(readStart(file))
                    .orElseThrow(() -> Damage.in(file, 0, "the header of the segment fails its checksum"));
            segments.add(new Found(file, header));
        }
        return segments;
    }

    private ByteBuffer readStart(Path file) throws IOException {
        try (Disk.OpenFile open = disk.open(file)) {
            ByteBuffer start = ByteBuffer.allocate(SegmentHeader.SIZE);
            open.read(start, 0);
            return start.flip();
        }
    }

    private record Read(long frames, long used) {}

    private Read read(Found segment, long until, Sink sink) throws IOException {
        ByteBuffer file = readWhole(segment.file());
        long sequence = segment.header().firstSequence();
        int offset = SegmentHeader.SIZE;
        while (sequence < until) {
            OptionalInt length = Frame.lengthAt(file, offset, sequence);
            if (length.isEmpty()) {
                break;
            }
            ByteReader payload = new ByteReader(file.slice(offset + Frame.HEADER, length.getAsInt()));
            take(segment, offset, payload, sink);
            offset += Frame.sizeOf(length.getAsInt());
            sequence++;
        }
        long frames = sequence - segment.header().firstSequence();
        if (until != Long.MAX_VALUE && sequence < until) {
            throw Damage.in(
                    segment.file(),
                    offset,
                    "frame %d fails its checksum, and later segments begin with frame %d".formatted(sequence, until));
        }
        if (until == Long.MAX_VALUE) {
            checkTail(segment.file(), file, offset, sequence);
        }
        return new Read(frames, offset);
    }

    private void take(Found segment, int offset, ByteReader payload, Sink sink) {
        try {
            sink.frame(segment.header().generation(), payload);
        } catch (RuntimeException e) {
            throw Damage.in(segment.file(), offset, "a frame cannot be understood: " + e.getMessage());
        }
    }

    private void checkTail(Path path, ByteBuffer file, int offset, long sequence) {
        OptionalInt later = Frame.laterFrame(file, offset, sequence);
        if (later.isPresent()) {
            throw Damage.in(
                    path,
                    offset,
                    "frame %d fails its checksum, and a whole frame follows at offset %d"
                            .formatted(sequence, later.getAsInt()));
        }
        boolean torn = offset + Frame.HEADER <= file.limit() && file.getLong(offset + Long.BYTES) == sequence;
        if (torn) {
            LOGGER.log(
                    Level.WARNING,
                    "cut the torn end of {0} at offset {1}: a write that was never acknowledged",
                    path,
                    offset);
        }
    }

    private ByteBuffer readWhole(Path file) throws IOException {
        try (Disk.OpenFile open = disk.open(file)) {
            ByteBuffer bytes = ByteBuffer.allocate(Math.toIntExact(open.size()));
            open.read(bytes, 0);
            return bytes.rewind();
        }
    }
}
