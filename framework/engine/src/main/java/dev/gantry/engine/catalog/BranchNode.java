package dev.gantry.engine.catalog;

import java.util.List;

/**
 * A branch in its place in the tree.
 *
 * @param definition what it is
 * @param branches the branches just below it, by path
 * @param leaves the jobs just below it, by path
 */
public record BranchNode(BranchDefinition definition, List<BranchNode> branches, List<JobDefinition> leaves) {

    public BranchNode {
        branches = List.copyOf(branches);
        leaves = List.copyOf(leaves);
    }

    /** Its path from the root. */
    public String path() {
        return definition.path();
    }
}
