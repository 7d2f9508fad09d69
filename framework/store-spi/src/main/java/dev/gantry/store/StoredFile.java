package dev.gantry.store;

import static java.util.Objects.requireNonNull;

import java.time.Instant;

/**
 * A file of a run: what it is called, and where its content is.
 *
 * @param name its name, unique within the run
 * @param content the content of it in the store's {@link FileContents}
 * @param writer who wrote it, for people to read
 * @param at when it was written
 */
public record StoredFile(String name, Content content, String writer, Instant at) {

    /**
     * A content that is complete and durable.
     *
     * @param id names it among the contents of its run
     * @param size in bytes
     * @param sha256 in hexadecimal
     */
    public record Content(String id, long size, String sha256) {

        public Content {
            requireNonNull(id, "id is null");
            requireNonNull(sha256, "sha256 is null");
        }
    }

    public StoredFile {
        requireNonNull(name, "name is null");
        requireNonNull(content, "content is null");
        requireNonNull(writer, "writer is null");
        requireNonNull(at, "at is null");
    }
}
