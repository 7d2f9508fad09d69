package dev.gantry.store.mapdb;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;

/** A file of the journal that is open for writing, and how much of it is used. */
final class Segment {

    private final Path file;
    private final SegmentHeader header;
    private final Disk.OpenFile open;
    private final long capacity;
    private long used;

    Segment(Path file, SegmentHeader header, Disk.OpenFile open, long used) throws IOException {
        this.file = file;
        this.header = header;
        this.open = open;
        this.capacity = open.size();
        this.used = used;
    }

    Path file() {
        return file;
    }

    SegmentHeader header() {
        return header;
    }

    boolean hasRoom(int bytes) {
        return capacity - used >= bytes;
    }

    /** Write a frame; where in the file it begins. Durable only once forced. */
    long append(ByteBuffer frame) throws IOException {
        long at = used;
        int length = frame.remaining();
        open.write(frame, at);
        used += length;
        return at;
    }

    void force() throws IOException {
        open.force();
    }

    void close() throws IOException {
        open.close();
    }
}
