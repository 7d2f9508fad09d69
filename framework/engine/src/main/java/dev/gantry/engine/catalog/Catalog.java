package dev.gantry.engine.catalog;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The jobs of a server at one moment, as a tree. Immutable; a change of the plugins makes a new one.
 *
 * <p>Plugins are merged in the order given: of two jobs with one path or one job type, or a job and a branch with one
 * path, the first is kept and the other becomes an issue; of two names for one branch the first is kept.
 */
public final class Catalog {

    /** No plugins, no jobs. */
    public static final Catalog EMPTY = of(List.of());

    private final List<PluginContents> plugins;
    private final List<DiscoveryIssue> issues;
    private final Map<String, BranchNode> branches;
    private final List<BranchNode> roots;
    private final Map<String, JobDefinition> jobsByPath;
    private final Map<String, JobDefinition> jobsByType;
    private final Map<String, Integer> limits;

    private Catalog(List<PluginContents> plugins, CatalogMerge merge) {
        this.plugins = List.copyOf(plugins);
        this.issues = List.copyOf(merge.issues());
        this.jobsByPath = Map.copyOf(merge.jobsByPath());
        this.jobsByType = Map.copyOf(merge.jobsByType());
        this.branches = new HashMap<>();
        this.roots = nodesBelow("", merge.branches(), new TreeMap<>(merge.jobsByPath()));
        this.limits = jobsByType.values().stream()
                .collect(Collectors.toUnmodifiableMap(
                        JobDefinition::jobType, job -> job.policy().concurrency()));
    }

    /** Merge the contents of plugins, in this order. */
    public static Catalog of(List<PluginContents> plugins) {
        CatalogMerge merge = new CatalogMerge();
        plugins.forEach(merge::add);
        return new Catalog(plugins, merge);
    }

    private List<BranchNode> nodesBelow(
            String parent, Map<String, BranchDefinition> definitions, Map<String, JobDefinition> jobs) {
        List<BranchNode> nodes = new ArrayList<>();
        for (BranchDefinition definition : definitions.values()) {
            if (CatalogMerge.parentOf(definition.path()).equals(parent)) {
                List<JobDefinition> leaves = jobs.values().stream()
                        .filter(job -> CatalogMerge.parentOf(job.path()).equals(definition.path()))
                        .toList();
                BranchNode node = new BranchNode(definition, nodesBelow(definition.path(), definitions, jobs), leaves);
                branches.put(node.path(), node);
                nodes.add(node);
            }
        }
        return List.copyOf(nodes);
    }

    /** What was found in each plugin. */
    public List<PluginContents> plugins() {
        return plugins;
    }

    /** All that is wrong with the plugins, also between them. */
    public List<DiscoveryIssue> issues() {
        return issues;
    }

    /** The root branches, by path. */
    public List<BranchNode> roots() {
        return roots;
    }

    /** Find a branch by its path, without a slash at either end. */
    public Optional<BranchNode> branch(String path) {
        return Optional.ofNullable(branches.get(path));
    }

    /** Find a job by its path, without a slash at either end. */
    public Optional<JobDefinition> job(String path) {
        return Optional.ofNullable(jobsByPath.get(path));
    }

    /** Find a job by its job type. */
    public Optional<JobDefinition> jobOfType(String jobType) {
        return Optional.ofNullable(jobsByType.get(jobType));
    }

    /** How many runs of each job type may execute at once; {@link Integer#MAX_VALUE}: no limit. */
    public Map<String, Integer> limits() {
        return limits;
    }
}
