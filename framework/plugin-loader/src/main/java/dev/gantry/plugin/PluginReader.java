package dev.gantry.plugin;

import dev.gantry.engine.catalog.DiscoveryIssue;
import dev.gantry.engine.catalog.PluginContents;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Turns a plugin that was found into one that is loaded: its jars are copied aside, scanned and loaded. Whatever is wrong
 * becomes an issue of the plugin, never an exception. Thread-safe.
 */
final class PluginReader {

    private final JarCache cache;
    private final RememberedScans scans;
    private final RememberedSchemas schemas;

    PluginReader(CacheFolder cache) {
        this.cache = new JarCache(cache);
        this.scans = new RememberedScans(cache, new JobClassFinder());
        this.schemas = new RememberedSchemas(cache);
    }

    /**
     * Read a plugin.
     *
     * @param before what it was when it was read last; goes on living if nothing but a date has changed since
     */
    LoadedPlugin read(PluginSource source, Optional<LoadedPlugin> before) {
        List<JarCache.Entry> jars = new ArrayList<>();
        for (JarStamp jar : source.jars()) {
            try {
                jars.add(cache.put(jar.path()));
            } catch (IOException e) {
                return notCopied(source, jar, e);
            }
        }
        String version =
                String.join("+", jars.stream().map(JarCache.Entry::digest).toList());
        return before.filter(it -> isSame(it, source, version))
                .map(it -> new LoadedPlugin(Optional.of(source), it.contents(), it.realm()))
                .orElseGet(() -> read(source, jars, version));
    }

    private static LoadedPlugin notCopied(PluginSource source, JarStamp jar, IOException cause) {
        List<DiscoveryIssue> issues = new ArrayList<>(source.issues());
        issues.add(DiscoveryIssue.error(
                source.name(), jar.fileName(), "the jar cannot be copied to the cache; it will be tried again", cause));
        return new LoadedPlugin(
                Optional.empty(),
                new PluginContents(source.name(), "", List.of(), List.of(), issues),
                Optional.empty());
    }

    private static boolean isSame(LoadedPlugin before, PluginSource source, String version) {
        return before.contents().version().equals(version)
                && before.source()
                        .filter(it -> it.issues().equals(source.issues()))
                        .isPresent();
    }

    private LoadedPlugin read(PluginSource source, List<JarCache.Entry> jars, String version) {
        List<DiscoveryIssue> issues = new ArrayList<>(source.issues());
        PluginClasses classes = new PluginClasses(source.name());
        try {
            load(source, jars, version, classes, issues);
        } catch (IOException | RuntimeException | StackOverflowError e) {
            issues.add(DiscoveryIssue.error(source.name(), "", "the plugin cannot be read as a whole", e));
        }
        issues.addAll(classes.issues());
        if (!source.jars().isEmpty() && classes.isEmpty() && issues.isEmpty()) {
            issues.add(DiscoveryIssue.warning(
                    source.name(), "", "the plugin has no subclass of dev.gantry.job.BaseJob with @Leaf or @Branch"));
        }
        PluginContents contents =
                new PluginContents(source.name(), version, classes.branches(), classes.jobs(), issues);
        return new LoadedPlugin(Optional.of(source), contents, classes.realm());
    }

    private void load(
            PluginSource source,
            List<JarCache.Entry> jars,
            String version,
            PluginClasses classes,
            List<DiscoveryIssue> issues)
            throws IOException {
        List<Path> readable = new ArrayList<>();
        Set<String> listed = new HashSet<>();
        for (int i = 0; i < jars.size(); i++) {
            Path jar = jars.get(i).file();
            Optional<JarEntries> entries =
                    entries(source.name(), source.jars().get(i).fileName(), jar, issues);
            if (entries.isPresent()) {
                readable.add(jar);
                listed.addAll(entries.get().classes());
            }
        }
        JobClassFinder.Found found = scans.find(version, readable, listed);
        if (!found.isEmpty()) {
            RememberedSchemas.OfPlugin known = schemas.of(version);
            classes.read(readable, found, known);
            known.keep();
        }
    }

    private static Optional<JarEntries> entries(String plugin, String fileName, Path jar, List<DiscoveryIssue> issues) {
        JarEntries entries;
        try {
            entries = JarEntries.of(jar);
        } catch (IOException e) {
            issues.add(DiscoveryIssue.error(
                    plugin, fileName, "the file is no readable jar: it is truncated, encrypted or something else", e));
            return Optional.empty();
        }
        if (entries.isEmpty()) {
            issues.add(DiscoveryIssue.warning(plugin, fileName, "the jar is empty"));
        }
        for (String name : entries.pointingOut()) {
            issues.add(DiscoveryIssue.error(
                    plugin,
                    fileName,
                    "the entry \"%s\" points out of the jar; it is ignored, but do not trust this jar"
                            .formatted(name)));
        }
        return Optional.of(entries);
    }
}
