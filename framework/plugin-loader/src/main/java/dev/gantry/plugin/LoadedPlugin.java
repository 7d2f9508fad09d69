package dev.gantry.plugin;

import static java.util.Objects.requireNonNull;

import dev.gantry.engine.catalog.PluginContents;
import dev.gantry.engine.catalog.PluginRealm;
import java.util.Optional;

/**
 * What became of a plugin that was found.
 *
 * @param source the files it was made from; absent if they could not be had and are to be tried again
 * @param contents its branches, jobs and issues
 * @param realm where its classes live; absent if it has none that matter
 */
record LoadedPlugin(Optional<PluginSource> source, PluginContents contents, Optional<PluginRealm> realm) {

    LoadedPlugin {
        requireNonNull(source, "source is null");
        requireNonNull(contents, "contents is null");
        requireNonNull(realm, "realm is null");
    }

    boolean isFrom(PluginSource files) {
        return source.filter(files::equals).isPresent();
    }
}
