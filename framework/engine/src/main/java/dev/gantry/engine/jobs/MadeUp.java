package dev.gantry.engine.jobs;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.math.BigInteger;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.UUID;

/**
 * The names of a run for which nobody chose any. They follow from the run that queues it and from how many it made up
 * before, so that each attempt of that run makes up the same.
 */
final class MadeUp {

    private static final int LONGEST = 200;
    private static final String SUFFIX = ".spawned_%02d";

    /** Room for the hash of what is left out, and for the suffix. */
    private static final int KEPT = 150;

    private final byte[] digest;

    MadeUp(UUID parent, long ordinal) {
        this.digest = sha256("%s/%d".formatted(parent, ordinal));
    }

    /** One of so many projects below the parent's. */
    String project(String parent, int workers) {
        int number =
                1 + new BigInteger(1, digest).mod(BigInteger.valueOf(workers)).intValue();
        String suffix = SUFFIX.formatted(number);
        String base = parent.length() + suffix.length() <= LONGEST
                ? parent
                : parent.substring(0, KEPT) + "." + hex(sha256(parent));
        return base + suffix;
    }

    String jobId() {
        return hex(digest);
    }

    private static String hex(byte[] digest) {
        return HexFormat.of().formatHex(digest, 0, 16);
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
