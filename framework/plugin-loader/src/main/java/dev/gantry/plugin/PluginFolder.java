package dev.gantry.plugin;

import static java.util.Comparator.comparing;
import static java.util.Objects.requireNonNull;

import dev.gantry.engine.catalog.DiscoveryIssue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The folder that plugins are dropped into: each jar in it is one, and so is each folder of jars. */
final class PluginFolder {

    /** Files that nobody meant as a plugin, among them the names that a copy in progress goes by. */
    private static final Pattern PASSED_OVER =
            Pattern.compile("\\..*|readme(\\..*)?|.*\\.(part|tmp)", Pattern.CASE_INSENSITIVE);

    private static final String JAR = ".jar";

    private final Path folder;

    PluginFolder(Path folder) {
        this.folder = requireNonNull(folder, "folder is null");
    }

    /**
     * Look at what is there now.
     *
     * @throws IOException if the folder is there but cannot be read
     */
    FolderListing list() throws IOException {
        List<DiscoveryIssue> issues = new ArrayList<>();
        Map<String, PluginSource> plugins = new TreeMap<>();
        if (Files.notExists(folder)) {
            issues.add(DiscoveryIssue.warning(
                    "", folder.toString(), "the plugins folder does not exist; make it and put job jars into it"));
            return new FolderListing(List.of(), issues);
        }
        for (Path entry : entriesOf(folder)) {
            String fileName = entry.getFileName().toString();
            if (Files.isDirectory(entry)) {
                add(folderPlugin(entry), fileName, plugins, issues);
            } else if (isJar(fileName)) {
                String name = fileName.substring(0, fileName.length() - JAR.length());
                add(jarPlugin(name, entry), fileName, plugins, issues);
            } else {
                issues.add(stray(fileName, fileName));
            }
        }
        return new FolderListing(List.copyOf(plugins.values()), issues);
    }

    private static void add(
            PluginSource plugin, String fileName, Map<String, PluginSource> plugins, List<DiscoveryIssue> issues) {
        if (plugins.putIfAbsent(plugin.name(), plugin) != null) {
            issues.add(DiscoveryIssue.error(
                    plugin.name(),
                    fileName,
                    "there is a plugin named \"%s\" already; rename one of the two".formatted(plugin.name())));
        }
    }

    private static PluginSource jarPlugin(String name, Path jar) {
        List<JarStamp> jars = new ArrayList<>();
        List<DiscoveryIssue> issues = new ArrayList<>();
        stamp(name, jar, jars, issues);
        return new PluginSource(name, jars, issues);
    }

    private static PluginSource folderPlugin(Path folder) throws IOException {
        String name = folder.getFileName().toString();
        List<JarStamp> jars = new ArrayList<>();
        List<DiscoveryIssue> issues = new ArrayList<>();
        for (Path entry : entriesOf(folder)) {
            String fileName = entry.getFileName().toString();
            if (isJar(fileName) && !Files.isDirectory(entry)) {
                stamp(name, entry, jars, issues);
            } else {
                issues.add(stray(name, fileName));
            }
        }
        if (jars.isEmpty() && issues.isEmpty()) {
            issues.add(DiscoveryIssue.warning(name, "", "the folder has no jar in it"));
        }
        return new PluginSource(name, jars, issues);
    }

    private static void stamp(String plugin, Path jar, List<JarStamp> jars, List<DiscoveryIssue> issues) {
        try {
            jars.add(JarStamp.of(jar, Files.readAttributes(jar, BasicFileAttributes.class)));
        } catch (IOException e) {
            issues.add(DiscoveryIssue.error(plugin, jar.getFileName().toString(), "the file cannot be read", e));
        }
    }

    private static List<Path> entriesOf(Path folder) throws IOException {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.filter(entry ->
                            !PASSED_OVER.matcher(entry.getFileName().toString()).matches())
                    .sorted(comparing(entry -> entry.getFileName().toString()))
                    .toList();
        } catch (NoSuchFileException e) {
            return List.of();
        }
    }

    private static boolean isJar(String fileName) {
        return fileName.toLowerCase(Locale.ROOT).endsWith(JAR);
    }

    private static DiscoveryIssue stray(String plugin, String fileName) {
        return DiscoveryIssue.warning(
                plugin, fileName, "expected a jar, or a folder of jars at the top level; the file is passed over");
    }
}
