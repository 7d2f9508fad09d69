package dev.gantry.schema;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.Charset;

/** Gathers bytes up to a limit and refuses the write that would pass it. */
final class BoundedBytes extends OutputStream {

    private final int limit;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private boolean overflowed;

    BoundedBytes(int limit) {
        this.limit = limit;
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] source, int offset, int length) throws IOException {
        if (overflowed || length > limit - bytes.size()) {
            overflowed = true;
            throw new IOException("over the limit of " + limit + " bytes");
        }
        bytes.write(source, offset, length);
    }

    boolean overflowed() {
        return overflowed;
    }

    String toString(Charset charset) {
        return bytes.toString(charset);
    }
}
