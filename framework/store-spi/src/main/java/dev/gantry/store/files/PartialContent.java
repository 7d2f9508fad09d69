package dev.gantry.store.files;

import dev.gantry.store.FileContents;
import dev.gantry.store.StoredFile;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * A content in the making. The digest is taken along with what is written; of a content that was begun earlier, what is
 * there is read once.
 */
final class PartialContent implements FileContents.Upload {

    private static final int CHUNK = 1 << 16;

    private final Path path;
    private final RandomAccessFile file;
    private final MessageDigest digest;
    private final FolderContents folder;
    private long received;
    private boolean torn;
    private boolean closed;

    PartialContent(Path path, RandomAccessFile file, FolderContents folder) throws IOException {
        this.path = path;
        this.file = file;
        this.folder = folder;
        this.digest = sha256();
        byte[] chunk = new byte[CHUNK];
        for (int read = file.read(chunk); read > 0; read = file.read(chunk)) {
            digest.update(chunk, 0, read);
            received += read;
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    Path path() {
        return path;
    }

    @Override
    public long received() {
        return received;
    }

    @Override
    public boolean isHeld() {
        return !closed;
    }

    @Override
    public void write(ByteBuffer bytes) throws IOException {
        checkOpen();
        mend();
        byte[] chunk = new byte[Math.min(CHUNK, bytes.remaining())];
        ByteBuffer rest = bytes.duplicate();
        try {
            while (rest.hasRemaining()) {
                int length = Math.min(chunk.length, rest.remaining());
                rest.get(chunk, 0, length);
                file.write(chunk, 0, length);
            }
        } catch (IOException e) {
            torn = true;
            undo(e);
            throw e;
        }
        digest.update(bytes.duplicate());
        received += bytes.remaining();
        bytes.position(bytes.limit());
    }

    private void undo(IOException cause) {
        try {
            mend();
        } catch (IOException e) {
            cause.addSuppressed(e);
        }
    }

    /** Cut off what a failed write left behind. */
    private void mend() throws IOException {
        if (torn) {
            file.setLength(received);
            file.seek(received);
            torn = false;
        }
    }

    private void checkOpen() throws IOException {
        if (closed) {
            throw new IOException("the upload to %s is closed; open it again".formatted(path));
        }
    }

    @Override
    public StoredFile.Content finish() throws IOException {
        checkOpen();
        mend();
        file.getFD().sync();
        String id = folder.complete(this);
        close();
        return new StoredFile.Content(id, received, HexFormat.of().formatHex(digest.digest()));
    }

    @Override
    public void abandon() throws IOException {
        checkOpen();
        try {
            folder.forget(this);
        } finally {
            // Else nobody could ever begin it again.
            close();
        }
    }

    @Override
    public void close() throws IOException {
        if (!closed) {
            closed = true;
            try (file) {
                mend();
            } finally {
                folder.closed(path);
            }
            folder.rests(path);
        }
    }
}
