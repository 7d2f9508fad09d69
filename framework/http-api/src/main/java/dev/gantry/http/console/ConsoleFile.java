package dev.gantry.http.console;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.Optional;
import java.util.zip.CRC32C;

/** A file of the console. Immutable. */
final class ConsoleFile {

    private static final String HASHED = "assets/";

    private static final Map<String, String> TYPES = Map.of(
            "html", "text/html; charset=utf-8",
            "js", "text/javascript; charset=utf-8",
            "css", "text/css; charset=utf-8",
            "svg", "image/svg+xml",
            "png", "image/png",
            "ico", "image/x-icon",
            "json", "application/json",
            "woff2", "font/woff2",
            "webmanifest", "application/manifest+json");

    private final String name;
    private final byte[] plain;
    private final Optional<byte[]> gzipped;

    private ConsoleFile(String name, byte[] plain, Optional<byte[]> gzipped) {
        this.name = name;
        this.plain = plain;
        this.gzipped = gzipped;
    }

    /** Read a file of a class path, and what it was compressed to if that was done; empty if it is not there. */
    static Optional<ConsoleFile> read(ClassLoader classPath, String name) {
        return content(classPath, name).map(plain -> new ConsoleFile(name, plain, content(classPath, name + ".gz")));
    }

    private static Optional<byte[]> content(ClassLoader classPath, String name) {
        try (InputStream in = classPath.getResourceAsStream(ConsoleFiles.FOLDER + name)) {
            return in == null ? Optional.empty() : Optional.of(in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read %s from the class path".formatted(name), e);
        }
    }

    /** Its media type, by the ending of its name. */
    String type() {
        return TYPES.getOrDefault(name.substring(name.lastIndexOf('.') + 1), "text/plain; charset=utf-8");
    }

    /** What tells one content of it from another. */
    String tag() {
        CRC32C crc = new CRC32C();
        crc.update(ByteBuffer.wrap(plain));
        return "\"%x-%x\"".formatted(plain.length, crc.getValue());
    }

    /** Whether its name changes with its content, so that whoever has it has it for good. */
    boolean hashed() {
        return name.startsWith(HASHED);
    }

    byte[] plain() {
        return plain;
    }

    Optional<byte[]> gzipped() {
        return gzipped;
    }

    String text() {
        return new String(plain, UTF_8);
    }
}
