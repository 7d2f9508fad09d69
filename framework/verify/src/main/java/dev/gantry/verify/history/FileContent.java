package dev.gantry.verify.history;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.SplittableRandom;

/**
 * A content of a file: so many bytes, which follow from a seed.
 *
 * @param seed no two contents have the same
 * @param size in bytes
 */
public record FileContent(long seed, int size) {

    /** The bytes, made anew. */
    public byte[] bytes() {
        byte[] bytes = new byte[size];
        new SplittableRandom(seed).nextBytes(bytes);
        return bytes;
    }

    /** Whether a part that was read is one of this content. */
    public boolean has(FilePart part) {
        return part.total() == size
                && part.from() + part.length() <= size
                && part.sha256().equals(sha256(bytes(), (int) part.from(), part.length()));
    }

    /** The digest of some bytes, in hexadecimal. */
    public static String sha256(byte[] bytes, int from, int length) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(bytes, from, length);
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
