package dev.gantry.engine.catalog;

import static java.util.Objects.requireNonNull;

/**
 * A branch as one plugin defines it.
 *
 * @param path the segments from the root, joined with a slash: {@code examples}
 * @param name what people call it
 * @param description one sentence; may be empty
 */
public record BranchDefinition(String path, String name, String description) {

    public BranchDefinition {
        requireNonNull(path, "path is null");
        requireNonNull(name, "name is null");
        requireNonNull(description, "description is null");
    }
}
