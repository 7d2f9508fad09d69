package dev.gantry.examples.files;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.function.LongConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One line of a manifest, as {@code sha256sum} writes and checks it.
 *
 * @param sha256 64 hexadecimal digits
 * @param path of the file, relative to its folder, with {@code /} on every system
 */
record Checksum(String sha256, String path) {

    private static final Pattern LINE = Pattern.compile("(\\\\?)(\\p{XDigit}{64}) [ *](.+)");
    /** What Java shows in place of what it cannot decode. */
    private static final char UNREADABLE = '\uFFFD';

    private static final int BUFFER_BYTES = 1 << 20;

    /** Read a file; {@code onBytes} is told of each piece that was read. */
    static Checksum of(Path folder, Path file, LongConsumer onBytes) throws IOException {
        String path =
                folder.relativize(file).toString().replace(file.getFileSystem().getSeparator(), "/");
        if (path.indexOf(UNREADABLE) >= 0) {
            throw new IOException(
                    "its name is not in the encoding of this server, " + System.getProperty("sun.jnu.encoding"));
        }
        return new Checksum(sha256(file, onBytes), path);
    }

    /** The digest of a file in hexadecimal; {@code onBytes} is told of each piece that was read. */
    static String sha256(Path file, LongConsumer onBytes) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            byte[] buffer = new byte[BUFFER_BYTES];
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                digest.update(buffer, 0, count);
                onBytes.accept(count);
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /**
     * Read a line of a manifest.
     *
     * @throws IllegalArgumentException if it is none
     */
    static Checksum parse(String line) {
        Matcher matcher = LINE.matcher(line);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("expected 64 hexadecimal digits, two spaces and a path: " + line);
        }
        String path = matcher.group(3);
        return new Checksum(
                matcher.group(2).toLowerCase(Locale.ROOT), matcher.group(1).isEmpty() ? path : unescape(path));
    }

    /** The line of a manifest; a backslash before the digits says that the path has escapes in it. */
    String line() {
        String escaped = path.replace("\\", "\\\\").replace("\n", "\\n").replace("\r", "\\r");
        return (escaped.equals(path) ? "" : "\\") + sha256 + "  " + escaped;
    }

    private static String unescape(String path) {
        return Pattern.compile("\\\\(.)").matcher(path).replaceAll(escape -> switch (escape.group(1)) {
            case "n" -> "\n";
            case "r" -> "\r";
            default -> Matcher.quoteReplacement(escape.group(1));
        });
    }
}
