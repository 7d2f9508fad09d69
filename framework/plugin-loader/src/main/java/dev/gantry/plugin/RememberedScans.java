package dev.gantry.plugin;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Scans a plugin once for each of its contents, and remembers over restarts what was found: the scan is about a quarter of
 * what a first start with many plugins costs, and most plugins are the same from one start to the next. Thread-safe.
 */
final class RememberedScans {

    private static final Logger LOG = LoggerFactory.getLogger(RememberedScans.class);
    private static final String JOB = "job ";
    private static final String UNREAD = "unread ";

    private final CacheFolder folder;
    private final JobClassFinder finder;

    RememberedScans(CacheFolder folder, JobClassFinder finder) {
        this.folder = requireNonNull(folder, "folder is null");
        this.finder = requireNonNull(finder, "finder is null");
    }

    /**
     * Find the classes that may be jobs.
     *
     * @param version what tells one content of the jars from another
     * @param jars the jars, in the order in which classes are looked up
     * @param listed the names of the classes that the jars list
     */
    JobClassFinder.Found find(String version, List<Path> jars, Set<String> listed) {
        String madeFrom = String.join("\n", version, finder.version(), "" + Runtime.version());
        Path file = folder.file(Digests.sha256(madeFrom) + ".classes");
        Optional<JobClassFinder.Found> remembered = folder.has(file) ? read(file) : Optional.empty();
        if (remembered.isPresent()) {
            return remembered.get();
        }
        JobClassFinder.Found found = finder.find(jars, listed);
        write(found, file);
        return found;
    }

    private static Optional<JobClassFinder.Found> read(Path file) {
        List<String> jobClasses = new ArrayList<>();
        List<String> unread = new ArrayList<>();
        try {
            for (String line : Files.readAllLines(file)) {
                if (line.startsWith(JOB)) {
                    jobClasses.add(line.substring(JOB.length()));
                } else if (line.startsWith(UNREAD)) {
                    unread.add(line.substring(UNREAD.length()));
                }
            }
        } catch (IOException e) {
            // Not remembered, or not readable any more: either way the jars themselves tell.
            return Optional.empty();
        }
        return Optional.of(new JobClassFinder.Found(jobClasses, unread));
    }

    private void write(JobClassFinder.Found found, Path file) {
        List<String> lines = new ArrayList<>();
        found.jobClasses().forEach(name -> lines.add(JOB + name));
        found.unread().forEach(name -> lines.add(UNREAD + name));
        try {
            folder.write(file, String.join("\n", lines));
        } catch (IOException e) {
            LOG.warn("what a scan found cannot be remembered; the next start will scan again", e);
        }
    }
}
