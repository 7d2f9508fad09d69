package dev.gantry.plugin;

import static java.util.Objects.requireNonNull;

import dev.gantry.engine.catalog.DiscoveryIssue;
import java.util.List;

/**
 * A plugin as it lies in the plugins folder.
 *
 * @param name the file name without {@code .jar}, or the folder's name
 * @param jars its jars, by name
 * @param issues what is wrong with the files themselves
 */
record PluginSource(String name, List<JarStamp> jars, List<DiscoveryIssue> issues) {

    PluginSource {
        requireNonNull(name, "name is null");
        jars = List.copyOf(jars);
        issues = List.copyOf(issues);
    }
}
