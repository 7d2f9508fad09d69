package dev.gantry.http.console;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The files of the console that lie on a class path, below {@value #FOLDER}: those that its manifest {@value #MANIFEST} names,
 * one path a line. Each is read once, when it is first asked for. Thread-safe.
 */
public final class ConsoleFiles {

    /** Where the files lie. */
    public static final String FOLDER = "META-INF/gantry/console/";

    /** What lists them, in that folder. */
    public static final String MANIFEST = "files";

    private static final String PAGE = "index.html";

    private final ClassLoader classPath;
    private final Map<String, Optional<ConsoleFile>> files = new ConcurrentHashMap<>();

    private ConsoleFiles(ClassLoader classPath) {
        this.classPath = classPath;
        String manifest =
                ConsoleFile.read(classPath, MANIFEST).map(ConsoleFile::text).orElse("");
        manifest.lines()
                .map(String::strip)
                .filter(name -> !name.isEmpty())
                .forEach(name -> files.put(name, Optional.empty()));
    }

    /** The files on a class path; none if no console is there. */
    public static ConsoleFiles on(ClassLoader classPath) {
        return new ConsoleFiles(classPath);
    }

    /** Whether there is a console at all. */
    public boolean present() {
        return files.containsKey(PAGE);
    }

    /** Find a file that the manifest names; the empty name is that of the page. */
    Optional<ConsoleFile> find(String name) {
        String asked = name.isEmpty() ? PAGE : name;
        Optional<ConsoleFile> found =
                files.computeIfPresent(asked, (same, known) -> known.or(() -> ConsoleFile.read(classPath, asked)));
        return found == null ? Optional.empty() : found;
    }
}
