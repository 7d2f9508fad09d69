package dev.gantry.engine.catalog;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Puts plugins together, first come first kept, and notes what clashed. */
final class CatalogMerge {

    private final TreeMap<String, BranchDefinition> branches = new TreeMap<>();
    private final Map<String, JobDefinition> jobsByPath = new LinkedHashMap<>();
    private final Map<String, JobDefinition> jobsByType = new LinkedHashMap<>();
    private final List<DiscoveryIssue> issues;

    CatalogMerge(List<DiscoveryIssue> strayIssues) {
        this.issues = new ArrayList<>(strayIssues);
    }

    /** The part of a path before its last slash; empty for a root. */
    static String parentOf(String path) {
        int slash = path.lastIndexOf('/');
        return slash < 0 ? "" : path.substring(0, slash);
    }

    void add(PluginContents plugin) {
        issues.addAll(plugin.issues());
        for (BranchDefinition branch : plugin.branches()) {
            JobDefinition clash = jobsByPath.get(branch.path());
            if (clash == null) {
                addBelowOffered(branch);
            } else {
                issues.add(DiscoveryIssue.error(
                        plugin.name(),
                        branch.path(),
                        "branch %s has the path of the job %s of plugin %s; it and the jobs below it are not offered"
                                .formatted(
                                        branch.path(),
                                        clash.className(),
                                        clash.realm().plugin())));
            }
        }
        plugin.jobs().forEach(job -> add(plugin, job));
    }

    /** What lies below a branch that is not offered is not offered either. Outer branches come before inner ones. */
    private void addBelowOffered(BranchDefinition branch) {
        String parent = parentOf(branch.path());
        if (parent.isEmpty() || branches.containsKey(parent)) {
            branches.putIfAbsent(branch.path(), branch);
        }
    }

    private void add(PluginContents plugin, JobDefinition job) {
        JobDefinition samePath = jobsByPath.get(job.path());
        JobDefinition sameType = jobsByType.get(job.jobType());
        if (samePath != null) {
            issues.add(clash(plugin, job, "path /" + job.path(), samePath));
        } else if (sameType != null) {
            issues.add(clash(plugin, job, "job type " + job.jobType(), sameType));
        } else if (branches.containsKey(job.path())) {
            issues.add(DiscoveryIssue.error(
                    plugin.name(),
                    job.className(),
                    "path /%s is that of a branch; choose another".formatted(job.path())));
        } else if (branches.containsKey(parentOf(job.path()))) {
            jobsByPath.put(job.path(), job);
            jobsByType.put(job.jobType(), job);
        }
    }

    private static DiscoveryIssue clash(PluginContents plugin, JobDefinition job, String what, JobDefinition first) {
        return DiscoveryIssue.error(
                plugin.name(),
                job.className(),
                "%s is that of %s of plugin %s, which was found first; choose another @Leaf(path)"
                        .formatted(what, first.className(), first.realm().plugin()));
    }

    Map<String, BranchDefinition> branches() {
        return branches;
    }

    Map<String, JobDefinition> jobsByPath() {
        return jobsByPath;
    }

    Map<String, JobDefinition> jobsByType() {
        return jobsByType;
    }

    List<DiscoveryIssue> issues() {
        return issues;
    }
}
