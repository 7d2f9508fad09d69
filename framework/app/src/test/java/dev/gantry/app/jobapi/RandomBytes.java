package dev.gantry.app.jobapi;

import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.SplittableRandom;

/** So many bytes that follow from a seed. */
final class RandomBytes extends InputStream {

    private static final int CHUNK = 1 << 16;

    private final SplittableRandom random;
    private final byte[] chunk = new byte[CHUNK];
    private final long breaksAt;
    private final long size;
    private long position;

    RandomBytes(long seed, long size) {
        this(new SplittableRandom(seed), size, Long.MAX_VALUE);
    }

    private RandomBytes(SplittableRandom random, long size, long breaksAt) {
        this.random = random;
        this.size = size;
        this.breaksAt = breaksAt;
    }

    /** These, but reading fails when so many were read. */
    RandomBytes breakingAt(long offset) {
        return new RandomBytes(random.split(), size, offset);
    }

    /** The SHA-256 of all that a stream yields, which is closed. */
    static String sha256(InputStream content) throws Exception {
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        byte[] buffer = new byte[CHUNK];
        try (content) {
            for (int read = content.read(buffer); read >= 0; read = content.read(buffer)) {
                digest.update(buffer, 0, read);
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        if (position >= breaksAt) {
            throw new IOException("the source broke off on purpose");
        }
        if (position >= size) {
            return -1;
        }
        int inChunk = (int) (position % CHUNK);
        if (inChunk == 0) {
            random.nextBytes(chunk);
        }
        int count = (int) Math.min(Math.min(length, CHUNK - inChunk), Math.min(size, breaksAt) - position);
        System.arraycopy(chunk, inChunk, into, offset, count);
        position += count;
        return count;
    }
}
