package dev.gantry.client.jobs;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Objects;

/** A content as a stream, of which one range is in memory. If it is read from its beginning, its sum is checked at its end. */
final class RangedStream extends InputStream {

    private final FileRanges ranges;
    private final RunningSha256 sha256 = new RunningSha256();
    private final boolean fromTheStart;

    private byte[] range = {};
    private int taken;
    private long next;
    private boolean closed;

    RangedStream(FileRanges ranges, long from) {
        this.ranges = ranges;
        this.next = from;
        this.fromTheStart = from == 0;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        Objects.checkFromIndexSize(offset, length, into.length);
        if (closed) {
            throw new IOException(
                    "the stream of %s is closed".formatted(ranges.file().name()));
        }
        if (length == 0) {
            return 0;
        }
        if (taken == range.length && !advance()) {
            return -1;
        }
        int some = Math.min(length, range.length - taken);
        System.arraycopy(range, taken, into, offset, some);
        taken += some;
        return some;
    }

    private boolean advance() throws IOException {
        int length = (int) Math.min(Source.PART_BYTES, ranges.file().size() - next);
        if (length == 0) {
            return false;
        }
        range = ranges.read(next, length);
        taken = 0;
        if (fromTheStart) {
            sha256.update(next, ByteBuffer.wrap(range));
        }
        next += length;
        if (fromTheStart
                && next == ranges.file().size()
                && !sha256.hex().equalsIgnoreCase(ranges.file().sha256())) {
            range = new byte[0];
            throw new IOException("%s arrived with the SHA-256 %s; expected %s; get it again"
                    .formatted(ranges.file().name(), sha256.hex(), ranges.file().sha256()));
        }
        return true;
    }

    @Override
    public int available() {
        return range.length - taken;
    }

    @Override
    public void close() {
        closed = true;
        range = new byte[0];
        taken = 0;
    }
}
