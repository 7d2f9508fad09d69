package dev.gantry.plugin;

import dev.gantry.engine.catalog.DiscoveryIssue;
import java.util.List;

/**
 * What one look at the plugins folder saw.
 *
 * @param plugins the plugins, by name; no two of one name
 * @param issues what is wrong with files that belong to no plugin
 */
record FolderListing(List<PluginSource> plugins, List<DiscoveryIssue> issues) {

    FolderListing {
        plugins = List.copyOf(plugins);
        issues = List.copyOf(issues);
    }
}
