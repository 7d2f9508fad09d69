package dev.gantry.engine.catalog;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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
    private final Set<String> bearingAnError;

    private Catalog(List<PluginContents> plugins, CatalogMerge merge) {
        this.plugins = List.copyOf(plugins);
        this.issues = List.copyOf(merge.issues());
        this.jobsByPath = Map.copyOf(merge.jobsByPath());
        this.jobsByType = Map.copyOf(merge.jobsByType());
        this.branches = new HashMap<>();
        this.roots = nodesBelow("", byParent(merge.branches()), byParent(merge.jobsByPath()));
        this.limits = jobsByType.values().stream()
                .collect(Collectors.toUnmodifiableMap(
                        JobDefinition::jobType, job -> job.policy().concurrency()));
        this.bearingAnError = jobsByType.values().stream()
                .filter(JobDefinition::bearsAnError)
                .map(JobDefinition::jobType)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Merge the contents of plugins, in this order. */
    public static Catalog of(List<PluginContents> plugins) {
        return of(plugins, List.of());
    }

    /**
     * Merge the contents of plugins, in this order.
     *
     * @param strayIssues what is wrong beside the plugins, such as a file that is none
     */
    public static Catalog of(List<PluginContents> plugins, List<DiscoveryIssue> strayIssues) {
        CatalogMerge merge = new CatalogMerge(strayIssues);
        plugins.forEach(merge::add);
        return new Catalog(plugins, merge);
    }

    private List<BranchNode> nodesBelow(
            String parent, Map<String, List<BranchDefinition>> definitions, Map<String, List<JobDefinition>> jobs) {
        List<BranchNode> nodes = new ArrayList<>();
        for (BranchDefinition definition : definitions.getOrDefault(parent, List.of())) {
            String path = definition.path();
            List<JobDefinition> leaves = jobs.getOrDefault(path, List.of());
            BranchNode node = new BranchNode(definition, nodesBelow(path, definitions, jobs), leaves);
            branches.put(path, node);
            nodes.add(node);
        }
        return List.copyOf(nodes);
    }

    /** What lies below each path, by its own path. */
    private static <T> Map<String, List<T>> byParent(Map<String, T> byPath) {
        Map<String, List<T>> byParent = new HashMap<>();
        new TreeMap<>(byPath)
                .forEach(
                        (path, value) -> byParent.computeIfAbsent(CatalogMerge.parentOf(path), key -> new ArrayList<>())
                                .add(value));
        return byParent;
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

    /**
     * Find a job by its class.
     *
     * @param plugin where to look for a class of that name if the class itself is of a plugin that was replaced since
     */
    public Optional<JobDefinition> jobOf(Class<?> type, String plugin) {
        List<JobDefinition> named = jobsByPath.values().stream()
                .filter(job -> job.className().equals(type.getName()))
                .toList();
        return named.stream()
                .filter(job -> job.realm().loader().equals(type.getClassLoader()))
                .findFirst()
                .or(() -> named.stream()
                        .filter(job -> job.realm().plugin().equals(plugin))
                        .findFirst());
    }

    /** How many runs of each job type may execute at once; {@link Integer#MAX_VALUE}: no limit. */
    public Map<String, Integer> limits() {
        return limits;
    }

    /** The types of the jobs whose runs are attempted again after a first error: {@link JobDefinition#bearsAnError}. */
    public Set<String> bearingAnError() {
        return bearingAnError;
    }
}
