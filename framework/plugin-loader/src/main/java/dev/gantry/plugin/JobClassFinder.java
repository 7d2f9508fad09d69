package dev.gantry.plugin;

import dev.gantry.job.BaseJob;
import dev.gantry.job.Branch;
import dev.gantry.job.Leaf;
import io.github.classgraph.ClassGraph;
import io.github.classgraph.ScanResult;
import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/** Finds the classes of a plugin that may be jobs or branches, without loading any. Thread-safe. */
final class JobClassFinder {

    /** Scanned along with each plugin, for classes between {@link BaseJob} and a job. */
    private final File jobApi;

    private final String version;

    JobClassFinder() {
        ServerCode code = ServerCode.of(BaseJob.class);
        this.jobApi = code.place().toFile();
        this.version = code.version();
    }

    /**
     * What a scan found.
     *
     * @param jobClasses the subclasses of {@link BaseJob}, abstract ones too, and whatever else is annotated like one (a
     *     superclass may be missing), by name
     * @param unread the classes that are listed but could not be read, or lie under a name that is not theirs, by name
     */
    record Found(List<String> jobClasses, List<String> unread) {

        boolean isEmpty() {
            return jobClasses.isEmpty() && unread.isEmpty();
        }
    }

    /** What tells one job API from another, as far as file dates can: on it depends what is found. */
    String version() {
        return version;
    }

    /**
     * Scan the jars of one plugin.
     *
     * @param jars the jars, in the order in which classes are looked up
     * @param listed the names of the classes that the jars list
     */
    Found find(List<Path> jars, Set<String> listed) {
        List<File> classPath = new ArrayList<>();
        classPath.add(jobApi);
        jars.forEach(jar -> classPath.add(jar.toFile()));
        ClassGraph scanner = new ClassGraph()
                .overrideClasspath(classPath)
                .enableClassInfo()
                .enableAnnotationInfo()
                .ignoreClassVisibility()
                .disableNestedJarScanning()
                .disableModuleScanning();
        try (ScanResult scan = scanner.scan(1)) {
            Set<String> read = Set.copyOf(scan.getAllClasses().getNames());
            SortedSet<String> jobClasses = new TreeSet<>();
            jobClasses.addAll(scan.getSubclasses(BaseJob.class).getNames());
            jobClasses.addAll(scan.getClassesWithAnnotation(Leaf.class).getNames());
            jobClasses.addAll(scan.getClassesWithAnnotation(Branch.class).getNames());
            SortedSet<String> unread = new TreeSet<>(listed);
            unread.removeAll(read);
            jobClasses.removeIf(SharedPackages::contain);
            unread.removeIf(SharedPackages::contain);
            return new Found(List.copyOf(jobClasses), List.copyOf(unread));
        }
    }
}
