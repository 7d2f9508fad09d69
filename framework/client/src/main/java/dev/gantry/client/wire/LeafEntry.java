package dev.gantry.client.wire;

import static java.util.Objects.requireNonNull;

/**
 * A job in a list.
 *
 * @param path its path on the server, with a leading slash
 * @param jobType its type
 * @param name what people call it
 * @param description one sentence; may be empty
 */
public record LeafEntry(String path, String jobType, String name, String description) {

    public LeafEntry {
        requireNonNull(path, "path is null");
        requireNonNull(jobType, "jobType is null");
    }
}
