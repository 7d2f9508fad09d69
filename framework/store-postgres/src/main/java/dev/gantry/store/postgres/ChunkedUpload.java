package dev.gantry.store.postgres;

import dev.gantry.store.FileContents;
import dev.gantry.store.StoredFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HexFormat;

/**
 * A content in the making. The digest is taken along with what is written; of a content that was begun earlier, what is
 * there is read once.
 */
final class ChunkedUpload implements FileContents.Upload {

    /** The most that one row holds, and so the most that is held in memory beside what the caller gave. */
    static final int CHUNK = 1 << 18;

    /** What was written before the content is finished may be lost in a power cut: who wrote it asks how far it came. */
    private static final String LAZILY = "SELECT set_config('synchronous_commit', 'off', true)";

    private static final String ADD = "INSERT INTO file_chunk (content, start, bytes) VALUES (?, ?, ?)";

    private static final String ADVANCE = """
            UPDATE content SET received = received + ?, touched_at = ?
            WHERE id = ? AND writer = ? AND received = ? AND upload IS NOT NULL
            """;

    private static final String FINISH = """
            UPDATE content SET upload = NULL, writer = NULL, touched_at = ?
            WHERE id = ? AND writer = ? AND received = ? AND upload IS NOT NULL
            """;

    private static final String IS_HELD = "SELECT FROM content WHERE id = ? AND writer = ? AND upload IS NOT NULL";

    private static final String ABANDON = "DELETE FROM content WHERE id = ? AND writer = ? AND upload IS NOT NULL";

    private final Contents contents;
    private final Contents.Begun begun;
    private final Runnable whenClosed;
    private final MessageDigest digest = Digests.sha256();
    private long received;
    private boolean closed;

    private ChunkedUpload(Contents contents, Contents.Begun begun, Runnable whenClosed) {
        this.contents = contents;
        this.begun = begun;
        this.whenClosed = whenClosed;
        this.received = begun.received();
    }

    /** Go on with a content, once what is there is read. */
    static ChunkedUpload goOn(Contents contents, Contents.Begun begun, Runnable whenClosed) throws IOException {
        ChunkedUpload upload = new ChunkedUpload(contents, begun, whenClosed);
        try {
            upload.readAgain();
            return upload;
        } catch (IOException e) {
            if (upload.isHeld()) {
                throw e;
            }
            throw begun.taken();
        }
    }

    private void readAgain() throws IOException {
        long at = 0;
        while (at < received) {
            ChunkChannel.Chunk chunk = ChunkChannel.chunk(contents, begun.id(), at);
            digest.update(chunk.bytes());
            at = chunk.end();
        }
    }

    @Override
    public boolean isHeld() {
        return !closed
                && contents.ask(connection -> new Sql(connection, IS_HELD)
                                .with(begun.id())
                                .with(begun.writer())
                                .first(row -> true))
                        .isPresent();
    }

    @Override
    public long received() {
        return received;
    }

    @Override
    public void write(ByteBuffer bytes) throws IOException {
        checkOpen();
        int length = bytes.remaining();
        if (length == 0) {
            return;
        }
        boolean mine = contents.transact(connection -> {
            new Sql(connection, LAZILY).list(row -> true);
            // First, since from then on nobody else can go on with it: two would write the same chunk.
            boolean held = advance(connection, length);
            if (held) {
                add(connection, bytes.duplicate());
            }
            return held;
        });
        if (!mine) {
            throw begun.taken();
        }
        digest.update(bytes);
        received += length;
    }

    private void add(Connection connection, ByteBuffer bytes) throws SQLException {
        long start = received;
        while (bytes.hasRemaining()) {
            byte[] chunk = new byte[Math.min(CHUNK, bytes.remaining())];
            bytes.get(chunk);
            int unused = new Sql(connection, ADD)
                    .with(begun.id())
                    .with(start)
                    .with(chunk)
                    .execute();
            start += chunk.length;
        }
    }

    private boolean advance(Connection connection, int length) throws SQLException {
        int changed = new Sql(connection, ADVANCE)
                .with(length)
                .with(contents.now().ask(connection))
                .with(begun.id())
                .with(begun.writer())
                .with(received)
                .execute();
        return changed > 0;
    }

    private void checkOpen() throws IOException {
        if (closed) {
            throw new IOException("the upload is closed; open it again");
        }
    }

    @Override
    public StoredFile.Content finish() throws IOException {
        checkOpen();
        int changed = contents.ask(connection -> new Sql(connection, FINISH)
                .with(contents.now().ask(connection))
                .with(begun.id())
                .with(begun.writer())
                .with(received)
                .execute());
        if (changed == 0) {
            throw begun.taken();
        }
        close();
        return new StoredFile.Content(
                begun.id().toString(), received, HexFormat.of().formatHex(digest.digest()));
    }

    @Override
    public void abandon() throws IOException {
        checkOpen();
        try {
            boolean mine = contents.transact(connection -> {
                int gone = new Sql(connection, ABANDON)
                        .with(begun.id())
                        .with(begun.writer())
                        .execute();
                if (gone > 0) {
                    int unused = new Sql(connection, "DELETE FROM file_chunk WHERE content = ?")
                            .with(begun.id())
                            .execute();
                }
                return gone > 0;
            });
            if (!mine) {
                throw begun.taken();
            }
        } finally {
            // Else nobody could ever begin it again.
            close();
        }
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            whenClosed.run();
        }
    }
}
