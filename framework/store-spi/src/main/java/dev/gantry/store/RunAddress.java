package dev.gantry.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * The Job API's address of a run. It is known before the run is, and so is the uuid that a run at this address has: one
 * address, one run.
 *
 * @param project the project
 * @param jobId unique within the project
 */
public record RunAddress(String project, String jobId) {

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_.:-]{0,199}");

    public RunAddress {
        check("project", project);
        check("job id", jobId);
    }

    private static void check(String what, String name) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "the %s is \"%s\"; expected 1 to 200 letters, digits, '_', '-', '.' or ':', beginning with a letter or digit"
                            .formatted(what, name));
        }
    }

    /** The uuid of the run at this address: version 8 of RFC 9562, made from both names by SHA-256. */
    public UUID uuid() {
        byte[] digest = sha256().digest((project + "\0" + jobId).getBytes(UTF_8));
        ByteBuffer bytes = ByteBuffer.wrap(digest);
        long high = (bytes.getLong() & 0xffff_ffff_ffff_0fffL) | 0x8000L;
        long low = (bytes.getLong() >>> 2) | 0x8000_0000_0000_0000L;
        return new UUID(high, low);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    @Override
    public String toString() {
        return project + "/" + jobId;
    }
}
