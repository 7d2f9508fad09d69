package dev.gantry.store.mapdb;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiConsumer;

/** Bytes in the making. Grows as needed and is used again and again. */
final class ByteWriter {

    private static final int FIRST_CAPACITY = 512;
    private static final int MAX_KEPT = 8 << 20;
    private static final byte LATIN = 0;
    private static final byte UTF_16 = 1;

    private byte[] bytes = new byte[FIRST_CAPACITY];
    private int size;

    int size() {
        return size;
    }

    /** Forget what was written from a size on. */
    void backTo(int earlierSize) {
        size = earlierSize;
        if (size == 0 && bytes.length > MAX_KEPT) {
            bytes = new byte[FIRST_CAPACITY];
        }
    }

    private void room(int more) {
        if (bytes.length - size < more) {
            bytes = Arrays.copyOf(
                    bytes, Math.max(Math.addExact(size, more), (int) Math.min(2L * bytes.length, 1 << 30)));
        }
    }

    ByteWriter put(int value) {
        room(1);
        bytes[size++] = (byte) value;
        return this;
    }

    ByteWriter putBoolean(boolean value) {
        return put(value ? 1 : 0);
    }

    /** A number that is usually small, positive or negative. */
    ByteWriter putNumber(long value) {
        room(10);
        long rest = (value << 1) ^ (value >> 63);
        while ((rest & ~0x7FL) != 0) {
            bytes[size++] = (byte) (rest | 0x80);
            rest >>>= 7;
        }
        bytes[size++] = (byte) rest;
        return this;
    }

    ByteWriter putLong(long value) {
        room(Long.BYTES);
        ByteBuffer.wrap(bytes).putLong(size, value);
        size += Long.BYTES;
        return this;
    }

    /** Some numbers of an array, and how many they are. */
    ByteWriter putLongs(long[] values, int from, int to) {
        putNumber(to - from);
        room(Math.multiplyExact(to - from, Long.BYTES));
        ByteBuffer.wrap(bytes, size, bytes.length - size).asLongBuffer().put(values, from, to - from);
        size += (to - from) * Long.BYTES;
        return this;
    }

    ByteWriter putInt(int value) {
        room(Integer.BYTES);
        ByteBuffer.wrap(bytes).putInt(size, value);
        size += Integer.BYTES;
        return this;
    }

    ByteWriter putDouble(double value) {
        return putLong(Double.doubleToRawLongBits(value));
    }

    ByteWriter putUuid(UUID uuid) {
        return putLong(uuid.getMostSignificantBits()).putLong(uuid.getLeastSignificantBits());
    }

    ByteWriter putInstant(Instant instant) {
        return putNumber(instant.getEpochSecond()).putNumber(instant.getNano());
    }

    /** A text, char by char: a lone surrogate is no text in UTF-8, but it is one here. */
    ByteWriter putText(String text) {
        int length = text.length();
        putNumber(length);
        if (isLatin(text)) {
            put(LATIN);
            room(length);
            byte[] latin = text.getBytes(StandardCharsets.ISO_8859_1);
            System.arraycopy(latin, 0, bytes, size, length);
            size += length;
            return this;
        }
        put(UTF_16);
        room(Math.multiplyExact(length, Character.BYTES));
        for (int i = 0; i < length; i++) {
            char c = text.charAt(i);
            bytes[size++] = (byte) (c >> Byte.SIZE);
            bytes[size++] = (byte) c;
        }
        return this;
    }

    private static boolean isLatin(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) > 0xFF) {
                return false;
            }
        }
        return true;
    }

    <T> ByteWriter putOptional(Optional<T> value, BiConsumer<ByteWriter, T> put) {
        putBoolean(value.isPresent());
        value.ifPresent(there -> put.accept(this, there));
        return this;
    }

    ByteWriter putBytes(byte[] more) {
        room(more.length);
        System.arraycopy(more, 0, bytes, size, more.length);
        size += more.length;
        return this;
    }

    /** What was written, to be read before more is written. */
    ByteBuffer view() {
        return ByteBuffer.wrap(bytes, 0, size);
    }

    byte[] toBytes() {
        return Arrays.copyOf(bytes, size);
    }
}
