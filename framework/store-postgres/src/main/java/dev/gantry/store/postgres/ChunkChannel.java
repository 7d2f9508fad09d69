package dev.gantry.store.postgres;

import static java.util.Objects.requireNonNull;

import dev.gantry.store.StoreUnavailableException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ReadableByteChannel;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.UUID;

/** Reads a content, one chunk at a time. Who reads all of it learns of damage before the end. */
final class ChunkChannel implements ReadableByteChannel {

    private static final String CHUNK =
            "SELECT start, bytes FROM file_chunk WHERE content = ? AND start <= ? ORDER BY start DESC LIMIT 1";

    private final Contents contents;
    private final UUID id;
    private final long size;
    private final String sha256;
    private final MessageDigest digest = Digests.sha256();
    private final boolean whole;
    private ByteBuffer chunk = ByteBuffer.allocate(0);
    private long position;
    private volatile boolean open = true;

    /** What is to be read of how much. */
    record Extent(long from, long size) {}

    /** A piece of a content: where it begins, and what is in it. */
    record Chunk(long start, ByteBuffer bytes) {

        Chunk {
            requireNonNull(bytes, "bytes is null");
        }

        /** The position after it. */
        long end() {
            return start + bytes.limit();
        }
    }

    ChunkChannel(Contents contents, UUID id, Extent extent, String sha256) {
        this.contents = contents;
        this.id = id;
        this.size = extent.size();
        this.position = extent.from();
        this.whole = extent.from() == 0;
        this.sha256 = sha256;
    }

    /** The chunk that has a position. */
    static Chunk chunk(Contents contents, UUID id, long position) throws IOException {
        return contents.ask(connection -> new Sql(connection, CHUNK)
                        .with(id)
                        .with(position)
                        .first(row -> new Chunk(row.getLong(1), ByteBuffer.wrap(row.getBytes(2)))))
                .filter(found -> position < found.end())
                .orElseThrow(() -> new IOException(
                        "content %s lacks what was at %d; restore the table file_chunk".formatted(id, position)));
    }

    @Override
    public int read(ByteBuffer into) throws IOException {
        if (!open) {
            throw new ClosedChannelException();
        }
        if (!into.hasRemaining()) {
            return 0;
        }
        if (!chunk.hasRemaining()) {
            if (position >= size) {
                return -1;
            }
            fetch();
        }
        int length = Math.min(into.remaining(), chunk.remaining());
        into.put(chunk.slice().limit(length));
        chunk.position(chunk.position() + length);
        position += length;
        return length;
    }

    private Chunk next() throws IOException {
        try {
            return chunk(contents, id, position);
        } catch (StoreUnavailableException e) {
            // Who reads a stream expects nothing else of it.
            throw new IOException(e.getMessage(), e);
        }
    }

    private void fetch() throws IOException {
        Chunk next = next();
        if (whole) {
            digest.update(next.bytes().duplicate());
            boolean last = next.end() >= size;
            if (last && !HexFormat.of().formatHex(digest.digest()).equals(sha256)) {
                throw new IOException(
                        "content %s is not what was written: its SHA-256 is another than %s; restore the table file_chunk"
                                .formatted(id, sha256));
            }
        }
        chunk = next.bytes().position((int) (position - next.start()));
    }

    @Override
    public boolean isOpen() {
        return open;
    }

    @Override
    public void close() {
        open = false;
    }
}
