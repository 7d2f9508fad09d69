package dev.gantry.store.mapdb;

import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * The first bytes of a segment of the journal.
 *
 * @param generation the generation whose runs the segment covers
 * @param number the place of the segment in the journal
 * @param firstSequence the sequence of its first frame; frames of earlier segments from there on are void
 */
record SegmentHeader(long generation, long number, long firstSequence) {

    static final int SIZE = 64;

    private static final long MAGIC = 0x47414e5452594a31L;
    private static final int CHECKED = 4 * Long.BYTES;

    ByteBuffer toBytes() {
        ByteBuffer bytes = ByteBuffer.allocate(SIZE);
        bytes.putLong(MAGIC).putLong(generation).putLong(number).putLong(firstSequence);
        bytes.putInt(Checksum.of(bytes, 0, CHECKED));
        return bytes.rewind();
    }

    /** Empty if these bytes are no header. */
    static Optional<SegmentHeader> read(ByteBuffer bytes) {
        if (bytes.remaining() < SIZE) {
            return Optional.empty();
        }
        boolean right = bytes.getLong() == MAGIC && bytes.getInt(CHECKED) == Checksum.of(bytes, 0, CHECKED);
        return right
                ? Optional.of(new SegmentHeader(bytes.getLong(), bytes.getLong(), bytes.getLong()))
                : Optional.empty();
    }
}
