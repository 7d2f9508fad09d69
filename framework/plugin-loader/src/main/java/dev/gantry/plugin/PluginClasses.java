package dev.gantry.plugin;

import static java.util.Objects.requireNonNull;

import dev.gantry.engine.catalog.BranchDefinition;
import dev.gantry.engine.catalog.DiscoveryIssue;
import dev.gantry.engine.catalog.JobDefinition;
import dev.gantry.engine.catalog.JobReader;
import dev.gantry.engine.catalog.JobReading;
import dev.gantry.engine.catalog.PluginRealm;
import dev.gantry.job.BaseJob;
import dev.gantry.schema.KnownSchemas;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The branches and jobs of one plugin, loaded in a realm of their own. Not thread-safe. */
final class PluginClasses {

    private final String plugin;
    private final Map<String, BranchDefinition> branches = new TreeMap<>();
    private final List<JobDefinition> jobs = new ArrayList<>();
    private final List<DiscoveryIssue> issues = new ArrayList<>();
    private PluginRealm realm;

    PluginClasses(String plugin) {
        this.plugin = requireNonNull(plugin, "plugin is null");
    }

    /**
     * Load and read what was found in the jars of the plugin. A class that fails spoils no other one.
     *
     * @param schemas what was generated for the params records in these very jars
     */
    void read(List<Path> jars, JobClassFinder.Found found, KnownSchemas schemas) throws IOException {
        PluginClassLoader loader = PluginClassLoader.open(plugin, jars);
        PluginRealm opened = new PluginRealm(plugin, loader, schemas, loader::close);
        try {
            read(found, loader, new JobReader(opened));
        } finally {
            if (jobs.isEmpty()) {
                opened.retire();
            } else {
                realm = opened;
            }
        }
    }

    private void read(JobClassFinder.Found found, ClassLoader loader, JobReader reader) {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(loader);
        try {
            for (String name : found.jobClasses()) {
                load(name, loader).ifPresent(type -> readJob(type, reader));
            }
            for (String name : found.unread()) {
                load(name, loader).filter(BaseJob.class::isAssignableFrom).ifPresent(type -> readJob(type, reader));
            }
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    private Optional<Class<?>> load(String name, ClassLoader loader) {
        try {
            return Optional.of(Class.forName(name, false, loader));
        } catch (ClassNotFoundException | LinkageError | SecurityException e) {
            issues.add(LoadFailure.issue(plugin, name, e));
            return Optional.empty();
        }
    }

    private void readJob(Class<?> type, JobReader reader) {
        if (!BaseJob.class.isAssignableFrom(type)) {
            issues.add(DiscoveryIssue.error(
                    plugin, type.getName(), "the class has @Leaf or @Branch but does not extend BaseJob"));
            return;
        }
        JobReading reading = reader.read(type);
        reading.branches().forEach(branch -> branches.putIfAbsent(branch.path(), branch));
        reading.job().ifPresent(jobs::add);
        issues.addAll(reading.issues());
    }

    boolean isEmpty() {
        return branches.isEmpty() && jobs.isEmpty();
    }

    List<BranchDefinition> branches() {
        return List.copyOf(branches.values());
    }

    List<JobDefinition> jobs() {
        return List.copyOf(jobs);
    }

    List<DiscoveryIssue> issues() {
        return List.copyOf(issues);
    }

    /** Where the jobs live; without jobs there is none. */
    Optional<PluginRealm> realm() {
        return Optional.ofNullable(realm);
    }
}
