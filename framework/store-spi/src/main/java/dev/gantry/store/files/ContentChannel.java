package dev.gantry.store.files;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ReadableByteChannel;
import java.nio.file.Path;

/** Reads a content. No channel of a file, since that is closed when its reader is interrupted. */
final class ContentChannel implements ReadableByteChannel {

    private static final int CHUNK = 1 << 16;

    private final RandomAccessFile file;
    private volatile boolean open = true;

    /** Read from an offset on; the file is found even if it is deleted meanwhile. */
    ContentChannel(Path path, long from) throws IOException {
        file = new RandomAccessFile(path.toFile(), "r");
        try {
            file.seek(from);
        } catch (IOException | RuntimeException e) {
            file.close();
            throw e;
        }
    }

    @Override
    public int read(ByteBuffer into) throws IOException {
        if (!open) {
            throw new ClosedChannelException();
        }
        if (!into.hasRemaining()) {
            return 0;
        }
        if (into.hasArray()) {
            int read = file.read(into.array(), into.arrayOffset() + into.position(), into.remaining());
            if (read > 0) {
                into.position(into.position() + read);
            }
            return read;
        }
        byte[] chunk = new byte[Math.min(CHUNK, into.remaining())];
        int read = file.read(chunk);
        if (read > 0) {
            into.put(chunk, 0, read);
        }
        return read;
    }

    @Override
    public boolean isOpen() {
        return open;
    }

    @Override
    public void close() throws IOException {
        open = false;
        file.close();
    }
}
