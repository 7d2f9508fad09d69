package dev.gantry.store.mapdb;

import java.nio.ByteBuffer;
import java.util.Optional;

/** A record with its checksum, as it lies in a MapDB file, which has none of its own. */
final class Sealed {

    private Sealed() {}

    /** Begin a record in a writer. */
    static ByteWriter begin(ByteWriter out) {
        out.backTo(0);
        return out.putInt(0);
    }

    static byte[] end(ByteWriter out) {
        byte[] record = out.toBytes();
        ByteBuffer.wrap(record)
                .putInt(0, Checksum.of(ByteBuffer.wrap(record), Integer.BYTES, record.length - Integer.BYTES));
        return record;
    }

    /** What is in a record; empty if it is absent or not as it was written. */
    static Optional<ByteReader> open(byte[] record) {
        if (record == null || record.length < Integer.BYTES) {
            return Optional.empty();
        }
        ByteBuffer bytes = ByteBuffer.wrap(record);
        return bytes.getInt() == Checksum.of(bytes, Integer.BYTES, record.length - Integer.BYTES)
                ? Optional.of(new ByteReader(bytes))
                : Optional.empty();
    }
}
