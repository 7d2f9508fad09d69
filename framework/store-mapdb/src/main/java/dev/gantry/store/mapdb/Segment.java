package dev.gantry.store.mapdb;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.nio.file.Path;

/** A file of the journal that is open for writing, and how much of it is used. */
final class Segment {

    private static final Logger LOGGER = System.getLogger(Segment.class.getName());

    private final Path file;
    private final SegmentHeader header;
    private final Disk.OpenFile open;
    private final long capacity;
    private long used;
    private int unforced;

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

    boolean isHalfFull() {
        return used > capacity / 2;
    }

    /** Write a frame; where in the file it begins. It counts only once forced. */
    long append(ByteBuffer frame) throws IOException {
        int length = frame.remaining();
        open.write(frame, used);
        unforced = length;
        return used;
    }

    void force() throws IOException {
        open.force();
        used += unforced;
        unforced = 0;
    }

    /** Let nobody find a frame that was written and not forced, as far as the disk still takes writes. */
    void cut() {
        if (!hasRoom(Frame.HEADER)) {
            return;
        }
        try {
            open.write(ByteBuffer.allocate(Frame.HEADER), used);
            open.force();
        } catch (IOException e) {
            LOGGER.log(
                    Level.WARNING,
                    "{0} may hold at offset {1} what was refused: it will have happened if the machine stops before its disk is well again: {2}",
                    file,
                    used,
                    e);
        }
    }

    void close() throws IOException {
        open.close();
    }
}
