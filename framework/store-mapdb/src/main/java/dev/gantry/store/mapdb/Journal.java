package dev.gantry.store.mapdb;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
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

    private final Disk disk;
    private final Path folder;
    private final Inventory inventory;
    private final Spares spares;
    private final List<SegmentFile> retired = new ArrayList<>();
    private Segment current;
    private long generation;
    private long nextSequence;
    private long nextNumber;
    private long written;
    private boolean failed;

    private record SegmentFile(Path file, long generation) {}

    /** Where a frame went. */
    record Place(Path file, long offset, int length, long sequence) {}

    Journal(Disk disk, Path folder, int segmentBytes, JournalEnd end, Inventory inventory) throws IOException {
        this.disk = disk;
        this.folder = folder;
        this.inventory = inventory;
        this.spares = new Spares(disk, folder, segmentBytes);
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
            if (current.isHalfFull()) {
                spares.prepare();
            }
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
        Path spare = spares.take(Math.addExact(SegmentHeader.SIZE, room));
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

    /** Let go of the segments up to a generation: what they say is said elsewhere. */
    void release(long upToGeneration) throws IOException {
        List<SegmentFile> released = retired.stream()
                .filter(file -> file.generation() <= upToGeneration)
                .toList();
        inventory.release(released.stream().map(SegmentFile::file).toList());
        for (SegmentFile old : released) {
            retired.remove(old);
            spares.recycle(old.file());
        }
        disk.forceFolder(folder);
    }

    void close() throws IOException {
        spares.close();
        if (current != null) {
            current.close();
        }
    }
}
