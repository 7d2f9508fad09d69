package dev.gantry.client.wire;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * All jobs of a server, as the tree that they make.
 *
 * @param branches the root branches, by path
 */
public record Tree(List<Branch> branches) {

    public Tree {
        branches = List.copyOf(branches);
    }

    /**
     * A branch, with all that is below it.
     *
     * @param path its path on the server, with a leading slash
     * @param name what people call it
     * @param description one sentence; may be empty
     * @param branches the branches directly below it, by path
     * @param leaves the jobs directly below it, by path
     */
    public record Branch(String path, String name, String description, List<Branch> branches, List<Leaf> leaves) {

        public Branch {
            requireNonNull(path, "path is null");
            branches = List.copyOf(branches);
            leaves = List.copyOf(leaves);
        }
    }

    /**
     * A job.
     *
     * @param path its path on the server, with a leading slash
     * @param jobType its type
     * @param name what people call it
     * @param description one sentence; may be empty
     * @param plugin the plugin that offers it
     * @param pluginVersion what tells one content of that plugin from another; null if it has been replaced just now
     */
    public record Leaf(
            String path, String jobType, String name, String description, String plugin, String pluginVersion) {

        public Leaf {
            requireNonNull(path, "path is null");
            requireNonNull(jobType, "jobType is null");
            requireNonNull(plugin, "plugin is null");
        }
    }
}
