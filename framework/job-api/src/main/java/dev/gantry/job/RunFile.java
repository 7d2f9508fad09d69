package dev.gantry.job;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.UUID;

/** A file that a run has, as it was when it was looked up: a later {@code putFile} under its name does not change it. */
public interface RunFile {

    /** Its name. */
    String name();

    /** Its size in bytes. */
    long size();

    /** The SHA-256 of its content, in hexadecimal. */
    String sha256();

    /**
     * Read it from an offset on. The stream goes on by itself where a link breaks off, and fails if the content was
     * replaced in the meantime; so what it yields is the content or an {@link IOException}, never a part of it.
     */
    InputStream open(long from);

    /** Read it from its beginning. */
    default InputStream open() {
        return open(0);
    }

    /** The whole content; for small files. */
    default byte[] bytes() {
        try (InputStream content = open()) {
            return content.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read %s".formatted(name()), e);
        }
    }

    /** The whole content as text in UTF-8; for small files. */
    default String text() {
        return new String(bytes(), StandardCharsets.UTF_8);
    }

    /** Save it at a path, in place of what is there; never a part of it. Bounded in memory. */
    default void saveTo(Path path) {
        // A name of its own: of two that save at one path at once, neither writes into what the other puts in place.
        Path part = path.resolveSibling("." + UUID.randomUUID() + ".part");
        try {
            try (InputStream content = open()) {
                Files.copy(content, part);
                Files.move(part, path, StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(part);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot save %s as %s".formatted(name(), path), e);
        }
    }
}
