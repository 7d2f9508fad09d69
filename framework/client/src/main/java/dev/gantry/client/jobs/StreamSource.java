package dev.gantry.client.jobs;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;

/** A stream, of which just the last part can be read again. */
final class StreamSource implements Source {

    private static final int NOT_YET = -2;

    private final InputStream in;
    private final byte[] bytes = new byte[PART_BYTES];
    private long start;
    private int length;
    private int peeked = NOT_YET;

    StreamSource(InputStream in) {
        this.in = in;
    }

    @Override
    public Part part(long offset) throws IOException {
        if (offset < start || offset > start + length) {
            throw new IOException(
                    "the server lost what came before, and a stream cannot be read again from byte %d; put it again"
                            .formatted(offset));
        }
        if (offset == start + length && !isLast()) {
            advance();
        }
        int from = (int) (offset - start);
        return new Part(ByteBuffer.wrap(bytes, from, length - from), isLast());
    }

    private boolean isLast() {
        return peeked == -1;
    }

    /** One byte is read ahead, so that the last part is known to be the last. */
    private void advance() throws IOException {
        start += length;
        length = 0;
        if (peeked == NOT_YET) {
            peeked = in.read();
        }
        if (peeked >= 0) {
            bytes[0] = (byte) peeked;
            length = 1 + in.readNBytes(bytes, 1, PART_BYTES - 1);
            peeked = in.read();
        }
    }
}
