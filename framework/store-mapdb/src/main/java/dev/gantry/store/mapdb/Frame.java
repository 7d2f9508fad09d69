package dev.gantry.store.mapdb;

import java.nio.ByteBuffer;
import java.util.OptionalInt;

/**
 * A frame of the journal: the length of its payload (int), a checksum over all that follows it and the length (int), its
 * sequence (long), the payload, and zeros up to a multiple of eight.
 */
final class Frame {

    static final int HEADER = 16;
    static final int ALIGNMENT = 8;

    private static final int CHECKED_FROM = 4;
    private static final int CHECKED_HEADER = 12;

    private Frame() {}

    /** Begin a frame in an empty writer, to which the payload is then added. */
    static void begin(ByteWriter out) {
        out.putLong(0).putLong(0);
    }

    /** Finish a frame; what is to be written. */
    static ByteBuffer end(ByteWriter out, long sequence) {
        int length = out.size() - HEADER;
        while (out.size() % ALIGNMENT != 0) {
            out.put(0);
        }
        ByteBuffer bytes = out.view();
        // The checksum lies first, so that what it covers is one piece; the length lies inside of that.
        bytes.putInt(CHECKED_FROM, length).putLong(ALIGNMENT, sequence);
        bytes.putInt(0, Checksum.of(bytes, CHECKED_FROM, CHECKED_HEADER + length));
        return bytes;
    }

    /** The length of the payload of the frame at an offset; empty if there is no whole frame of that sequence. */
    static OptionalInt lengthAt(ByteBuffer file, int offset, long sequence) {
        if (offset + HEADER > file.limit() || file.getLong(offset + ALIGNMENT) != sequence) {
            return OptionalInt.empty();
        }
        int length = file.getInt(offset + CHECKED_FROM);
        boolean whole = length >= 0
                && length <= file.limit() - offset - HEADER
                && file.getInt(offset) == Checksum.of(file, offset + CHECKED_FROM, CHECKED_HEADER + length);
        return whole ? OptionalInt.of(length) : OptionalInt.empty();
    }

    /** How much room a frame takes. */
    static int sizeOf(int payload) {
        int size = HEADER + payload;
        return size + Math.floorMod(-size, ALIGNMENT);
    }

    /** Where the first whole frame with a later sequence begins, if there is one past an offset. */
    static OptionalInt laterFrame(ByteBuffer file, int from, long sequence) {
        for (int offset = from; offset + HEADER <= file.limit(); offset += ALIGNMENT) {
            long found = file.getLong(offset + ALIGNMENT);
            if (found >= sequence && lengthAt(file, offset, found).isPresent()) {
                return OptionalInt.of(offset);
            }
        }
        return OptionalInt.empty();
    }
}
