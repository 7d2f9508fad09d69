package dev.gantry.store.files;

import dev.gantry.store.StoredFile.Content;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Reads a whole content, and gives its end only if all of it is as it was written. */
final class CheckedContent implements ReadableByteChannel {

    private final Path path;
    private final ReadableByteChannel bytes;
    private final Content content;
    private final MessageDigest digest = sha256();
    private long left;

    CheckedContent(Path path, ReadableByteChannel bytes, Content content) {
        this.path = path;
        this.bytes = bytes;
        this.content = content;
        this.left = content.size();
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    @Override
    public int read(ByteBuffer into) throws IOException {
        int start = into.position();
        int read = bytes.read(into);
        if (read > 0) {
            digest.update(into.duplicate().flip().position(start));
            left -= read;
            if (left == 0) {
                check(into, start);
            }
        }
        return read;
    }

    private void check(ByteBuffer into, int start) throws IOException {
        String found = HexFormat.of().formatHex(digest.digest());
        if (!found.equals(content.sha256())) {
            into.position(start);
            throw new IOException("%s is damaged: its SHA-256 is %s, and was %s when it was written; put the file again"
                    .formatted(path, found, content.sha256()));
        }
    }

    @Override
    public boolean isOpen() {
        return bytes.isOpen();
    }

    @Override
    public void close() throws IOException {
        bytes.close();
    }
}
