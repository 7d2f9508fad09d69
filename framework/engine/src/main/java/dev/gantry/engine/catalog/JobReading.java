package dev.gantry.engine.catalog;

import java.util.List;
import java.util.Optional;

/**
 * What became of one class that was read.
 *
 * @param job the job, if it is one that can be run
 * @param branches the branches above it, outermost first
 * @param issues what is wrong with it
 */
public record JobReading(Optional<JobDefinition> job, List<BranchDefinition> branches, List<DiscoveryIssue> issues) {

    public JobReading {
        branches = List.copyOf(branches);
        issues = List.copyOf(issues);
    }
}
