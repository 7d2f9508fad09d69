package dev.gantry.store.mapdb;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/** Reads what a {@link ByteWriter} wrote, after its checksum was found right. */
final class ByteReader {

    private final ByteBuffer bytes;

    ByteReader(ByteBuffer bytes) {
        this.bytes = bytes;
    }

    ByteReader(byte[] bytes) {
        this(ByteBuffer.wrap(bytes));
    }

    boolean hasMore() {
        return bytes.hasRemaining();
    }

    int position() {
        return bytes.position();
    }

    int get() {
        return bytes.get();
    }

    boolean getBoolean() {
        return bytes.get() != 0;
    }

    long getNumber() {
        long value = 0;
        int shift = 0;
        byte next;
        do {
            next = bytes.get();
            value |= (long) (next & 0x7F) << shift;
            shift += 7;
        } while (next < 0);
        return (value >>> 1) ^ -(value & 1);
    }

    int getSmall() {
        return Math.toIntExact(getNumber());
    }

    long getLong() {
        return bytes.getLong();
    }

    /** Numbers as they were put by {@link ByteWriter#putLongs}. */
    long[] getLongs() {
        long[] values = new long[getSmall()];
        bytes.asLongBuffer().get(values);
        bytes.position(bytes.position() + values.length * Long.BYTES);
        return values;
    }

    int getInt() {
        return bytes.getInt();
    }

    double getDouble() {
        return Double.longBitsToDouble(bytes.getLong());
    }

    UUID getUuid() {
        return new UUID(bytes.getLong(), bytes.getLong());
    }

    Instant getInstant() {
        return Instant.ofEpochSecond(getNumber(), getNumber());
    }

    String getText() {
        return getText(getSmall());
    }

    /** The rest of a text whose length was read. */
    String getText(int length) {
        if (get() == 0) {
            byte[] latin = new byte[length];
            bytes.get(latin);
            return new String(latin, StandardCharsets.ISO_8859_1);
        }
        char[] chars = new char[length];
        bytes.asCharBuffer().get(chars);
        bytes.position(bytes.position() + length * Character.BYTES);
        return new String(chars);
    }

    /** A text of which the same few occur again and again. */
    String getName() {
        return getText().intern();
    }

    <T> Optional<T> getOptional(Function<ByteReader, T> get) {
        return getBoolean() ? Optional.of(get.apply(this)) : Optional.empty();
    }
}
