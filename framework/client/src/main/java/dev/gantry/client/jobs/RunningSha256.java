package dev.gantry.client.jobs;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** The SHA-256 of a content that is read part by part, some perhaps more than once. */
final class RunningSha256 {

    private final MessageDigest digest = newDigest();
    private long done;
    private String hex;

    private static MessageDigest newDigest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** Add what is new in a part that begins at an offset. */
    void update(long offset, ByteBuffer part) {
        ByteBuffer fresh = part.duplicate();
        fresh.position(part.position() + (int) Math.min(part.remaining(), done - offset));
        done += fresh.remaining();
        digest.update(fresh);
    }

    /** The sum of what was added; nothing can be added afterwards. */
    String hex() {
        if (hex == null) {
            hex = HexFormat.of().formatHex(digest.digest());
        }
        return hex;
    }
}
