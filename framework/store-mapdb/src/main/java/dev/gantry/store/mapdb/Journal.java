package dev.gantry.store.mapdb;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * The append-only record of everything that happened, in segments.
 *
 * <p>A segment is prepared under another name: filled with zeros or left over from a generation that is sealed, its header
 * written and forced; then it gets its name and the folder is forced. So a file with the name of a segment always has a
 * header, and a force of its frames never waits for metadata. After a failure the journal goes on in a new segment, whose
 * header makes void whatever the failed write left behind. For one thread.
 */
final class Journal {

    /** How many used segments are kept to be used again. */
    private static final int MAX_SPARES = 4;

    private static final int ZEROS = 1 << 20;

    private final Disk disk;
    private final Path folder;
    private final int segmentBytes;
    private final Inventory inventory;
    private final Deque<Path> spares = new ArrayDeque<>();
    private final List<SegmentFile> retired = new ArrayList<>();
    private Segment current;
    private long generation;
    private long nextSequence;
    private long nextNumber;
    private long spareCount;
    private long written;
    private boolean failed;

    private record SegmentFile(Path file, long generation) {}

    /** Where a frame went. */
    record Place(Path file, long offset, int length, long sequence) {}

    Journal(Disk disk, Path folder, int segmentBytes, JournalEnd end, Inventory inventory) throws IOException {
        this.disk = disk;
        this.folder = folder;
        this.segmentBytes = segmentBytes;
        this.inventory = inventory;
        this.generation = end.generation();
        this.nextSequence = end.nextSequence();
        this.nextNumber = end.lastSegment() + 1;
        this.written = end.written();
        end.retired().forEach((file, of) -> retired.add(new SegmentFile(file, of)));
        if (end.open().isPresent()) {
            JournalEnd.Tail tail = end.open().get();
            current = new Segment(tail.file(), tail.header(), disk.open(tail.file()), tail.used());
            // What a killed process wrote may be in no more than the memory of the machine.
            current.force();
        }
        inventory.keep(end.files());
    }

    long generation() {
        return generation;
    }

    /** How many bytes of frames the present generation has. */
    long written() {
        return written;
    }

    /** Write one frame and force it. After an exception nothing of it counts. */
    Place append(ByteWriter frame) throws IOException {
        Place place = write(frame);
        force(place);
        return place;
    }

    /**
     * Write one frame, which outlives this process from then on, but no power cut before it is {@linkplain #force forced}.
     * After an exception nothing of it counts.
     */
    Place write(ByteWriter frame) throws IOException {
        ByteBuffer bytes = Frame.end(frame, nextSequence);
        int length = bytes.remaining();
        try {
            if (failed || current == null || !current.hasRoom(length)) {
                nextSegment(generation, length);
            }
            return new Place(current.file(), current.append(bytes), length, nextSequence);
        } catch (IOException | RuntimeException e) {
            fail();
            throw e;
        }
    }

    /** Force the frame that was written last. After an exception nothing of it counts. */
    void force(Place last) throws IOException {
        try {
            current.force();
            written += last.length();
            nextSequence++;
        } catch (IOException | RuntimeException e) {
            fail();
            throw e;
        }
    }

    /**
     * Go on in a new segment next time, whose header makes what failed void. Until there is one, a failed frame that is whole
     * must not be found by whoever opens the store after this process was killed.
     */
    private void fail() {
        if (!failed && current != null) {
            current.cut();
        }
        failed = true;
    }

    /** Go on in a new generation. */
    void nextGeneration() throws IOException {
        try {
            nextSegment(generation + 1, 0);
            generation++;
            written = 0;
        } catch (IOException | RuntimeException e) {
            failed = true;
            throw e;
        }
    }

    private void nextSegment(long ofGeneration, int room) throws IOException {
        SegmentHeader header = new SegmentHeader(ofGeneration, nextNumber, nextSequence);
        int size = Math.max(segmentBytes, Math.addExact(SegmentHeader.SIZE, room));
        Path spare = size > segmentBytes || spares.isEmpty() ? newSpare(size) : spares.remove();
        Path file = folder.resolve(JournalFiles.segment(nextNumber));
        Disk.OpenFile open = disk.open(spare);
        try {
            open.write(header.toBytes(), 0);
            open.force();
            disk.rename(spare, file);
            nextNumber++;
            disk.forceFolder(folder);
            inventory.keep(List.of(file));
            retireCurrent();
            current = new Segment(file, header, open, SegmentHeader.SIZE);
            failed = false;
        } catch (IOException | RuntimeException e) {
            open.close();
            throw e;
        }
    }

    private void retireCurrent() throws IOException {
        if (current != null) {
            retired.add(new SegmentFile(current.file(), current.header().generation()));
            current.close();
        }
    }

    private Path newSpare(int size) throws IOException {
        spareCount++;
        Path spare = folder.resolve(JournalFiles.spare(nextNumber, spareCount));
        try (Disk.OpenFile open = disk.open(spare)) {
            ByteBuffer zeros = ByteBuffer.allocate(Math.min(size, ZEROS));
            for (long at = 0; at < size; at += zeros.capacity()) {
                zeros.clear().limit((int) Math.min(zeros.capacity(), size - at));
                open.write(zeros, at);
            }
            open.force();
        } catch (IOException | RuntimeException e) {
            disk.delete(spare);
            throw e;
        }
        return spare;
    }

    /** Let go of the segments up to a generation: what they say is said elsewhere. */
    void release(long upToGeneration) throws IOException {
        List<SegmentFile> released = retired.stream()
                .filter(file -> file.generation() <= upToGeneration)
                .toList();
        inventory.release(released.stream().map(SegmentFile::file).toList());
        for (SegmentFile old : released) {
            retired.remove(old);
            spareCount++;
            Path spare = folder.resolve(JournalFiles.spare(nextNumber, spareCount));
            if (spares.size() < MAX_SPARES && hasUsualSize(old.file())) {
                disk.rename(old.file(), spare);
                spares.add(spare);
            } else {
                disk.delete(old.file());
            }
        }
        disk.forceFolder(folder);
    }

    private boolean hasUsualSize(Path file) throws IOException {
        try (Disk.OpenFile open = disk.open(file)) {
            return open.size() == segmentBytes;
        }
    }

    void close() throws IOException {
        if (current != null) {
            current.close();
        }
    }
}
