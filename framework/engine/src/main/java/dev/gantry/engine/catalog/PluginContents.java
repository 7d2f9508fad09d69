package dev.gantry.engine.catalog;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * What was found in one plugin.
 *
 * @param name the plugin's name: its file name without {@code .jar}, or its folder's name
 * @param version what tells one content of the plugin from another, such as a digest of its jars
 * @param branches the branches that its classes define, outer ones before inner ones
 * @param jobs the jobs it offers
 * @param issues what is wrong with it
 */
public record PluginContents(
        String name,
        String version,
        List<BranchDefinition> branches,
        List<JobDefinition> jobs,
        List<DiscoveryIssue> issues) {

    public PluginContents {
        requireNonNull(name, "name is null");
        requireNonNull(version, "version is null");
        branches = List.copyOf(branches);
        jobs = List.copyOf(jobs);
        issues = List.copyOf(issues);
    }
}
