package dev.gantry.client.wire;

import static java.util.Objects.requireNonNull;

/**
 * A branch in a list.
 *
 * @param path its path on the server, with a leading slash
 * @param name what people call it
 * @param description one sentence; may be empty
 */
public record BranchEntry(String path, String name, String description) {

    public BranchEntry {
        requireNonNull(path, "path is null");
    }
}
