package dev.gantry.plugin;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipFile;

/**
 * Tells the plugins that lie still from those still being copied.
 *
 * <p>A plugin has settled when two looks in a row saw it the same and each of its jars has a readable directory, or when
 * three looks saw it the same, whatever it is. Not thread-safe.
 */
final class SettledPlugins {

    private static final int LOOKS_IF_READABLE = 2;
    private static final int LOOKS_AT_MOST = 3;

    private Map<String, Seen> seen = new HashMap<>();

    private record Seen(PluginSource plugin, int looks) {}

    /**
     * Count one more look.
     *
     * @param listing what it saw
     * @param known the plugins that were loaded, by name
     * @return the listing with each plugin that has not settled as it was known, and without it if it was not
     */
    FolderListing look(FolderListing listing, Map<String, PluginSource> known) {
        Map<String, Seen> now = new HashMap<>();
        List<PluginSource> settled = new ArrayList<>();
        for (PluginSource plugin : listing.plugins()) {
            PluginSource loaded = known.get(plugin.name());
            Seen before = seen.get(plugin.name());
            int looks = before != null && before.plugin().equals(plugin) ? before.looks() + 1 : 1;
            now.put(plugin.name(), new Seen(plugin, looks));
            if (plugin.equals(loaded) || hasSettled(plugin, looks)) {
                settled.add(plugin);
            } else if (loaded != null) {
                settled.add(loaded);
            }
        }
        seen = now;
        return new FolderListing(settled, listing.issues());
    }

    private static boolean hasSettled(PluginSource plugin, int looks) {
        return looks >= LOOKS_AT_MOST || (looks >= LOOKS_IF_READABLE && isReadable(plugin));
    }

    private static boolean isReadable(PluginSource plugin) {
        for (JarStamp jar : plugin.jars()) {
            try {
                new ZipFile(jar.path().toFile()).close();
            } catch (IOException e) {
                return false;
            }
        }
        return true;
    }
}
