package dev.gantry.plugin;

import static java.util.Objects.requireNonNull;
import static java.util.function.Function.identity;
import static java.util.stream.Collectors.toMap;

import dev.gantry.engine.catalog.Catalog;
import dev.gantry.engine.catalog.DiscoveryIssue;
import dev.gantry.engine.catalog.JobCatalog;
import dev.gantry.engine.catalog.PluginContents;
import dev.gantry.engine.catalog.PluginRealm;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLConnection;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The job catalog that a folder of plugins makes.
 *
 * <p>A plugin is a jar or a folder of jars. Each is copied to a cache, scanned and loaded in isolation; whatever is wrong
 * with it becomes a {@link DiscoveryIssue} of the catalog, is logged once and spoils nothing else. Plugins that are put
 * into the folder, replaced or removed later are noticed within a few looks; the new catalog takes the place of the old
 * one in one step, plugins that did not change stay as they are, and attempts in progress finish in the plugin they began
 * in. A jar that is still being copied is left alone until it lies still.
 *
 * <p>Thread-safe.
 */
public final class PluginLoader implements JobCatalog, AutoCloseable {

    /** How often the folder is looked at unless told otherwise. */
    public static final Duration LOOK_EVERY = Duration.ofSeconds(2);

    private static final Logger LOG = LoggerFactory.getLogger(PluginLoader.class);

    private final PluginFolder folder;
    private final CacheFolder cache;
    private final PluginReaders readers;
    private final Duration lookEvery;
    private final FolderWatch watch = new FolderWatch(this::lookAndKeep);
    private final SettledPlugins settled = new SettledPlugins();
    private final CatalogLog log = new CatalogLog();
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();

    private Map<String, LoadedPlugin> loaded = Map.of();
    private List<DiscoveryIssue> strayIssues = List.of();
    private boolean closed;
    private volatile Catalog catalog = Catalog.EMPTY;

    /**
     * Make a loader, which has no plugins until it is {@linkplain #start() started}.
     *
     * @param plugins the folder that plugins are dropped into; may come into being later
     * @param cache a folder for copies of their jars and what was found in them, used by this loader alone; made when needed,
     *     and may be deleted while no loader uses it
     * @param lookEvery how often to look for changes
     */
    public PluginLoader(Path plugins, Path cache, Duration lookEvery) {
        this.folder = new PluginFolder(plugins.toAbsolutePath());
        this.cache = new CacheFolder(cache.toAbsolutePath());
        this.readers = new PluginReaders(new PluginReader(this.cache));
        this.lookEvery = requireNonNull(lookEvery, "lookEvery is null");
    }

    /**
     * Load what is in the folder, and watch it from then on.
     *
     * @throws UncheckedIOException if the plugins folder or the cache cannot be read
     */
    public void start() {
        // What is read from a jar through a URL would otherwise stay open, and stale, after the jar's plugin was
        // replaced.
        URLConnection.setDefaultUseCaches("jar", false);
        rescan();
        try {
            cache.deleteUnused();
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "the plugin cache cannot be read and written: %s; check what is there".formatted(e), e);
        }
        watch.start(lookEvery);
    }

    /**
     * Load what has changed in the folder, now and without waiting until it lies still. Returns when the new catalog is in
     * place.
     *
     * @throws UncheckedIOException if the plugins folder cannot be read
     * @throws IllegalStateException if the loader is closed
     */
    public synchronized void rescan() {
        if (closed) {
            throw new IllegalStateException("the plugin loader is closed; make a new one");
        }
        update(list());
    }

    private void lookAndKeep() {
        look();
        keep();
    }

    /** Nobody waits for this: neither a start nor a change of plugins. */
    private void keep() {
        try {
            cache.keep();
        } catch (IOException e) {
            throw new UncheckedIOException("the plugin cache cannot be kept for the next start", e);
        }
    }

    private synchronized void look() {
        if (!closed) {
            Map<String, PluginSource> known = loaded.values().stream()
                    .flatMap(plugin -> plugin.source().stream())
                    .collect(toMap(PluginSource::name, identity()));
            update(settled.look(list(), known));
        }
    }

    private FolderListing list() {
        try {
            return folder.list();
        } catch (IOException e) {
            throw new UncheckedIOException("the plugins folder cannot be read", e);
        }
    }

    private void update(FolderListing listing) {
        Map<String, LoadedPlugin> before = loaded;
        loaded = readers.read(listing.plugins(), before);
        List<PluginContents> contents =
                loaded.values().stream().map(LoadedPlugin::contents).toList();
        if (catalog == Catalog.EMPTY
                || !contents.equals(catalog.plugins())
                || !listing.issues().equals(strayIssues)) {
            strayIssues = listing.issues();
            catalog = Catalog.of(contents, strayIssues);
            log.changed(catalog);
            listeners.forEach(PluginLoader::tell);
        }
        retireRealms(before.values(), loaded.values());
    }

    private static void tell(Runnable listener) {
        try {
            listener.run();
        } catch (RuntimeException e) {
            LOG.error("a listener failed to take notice of the new catalog; the others are told all the same", e);
        }
    }

    private static void retireRealms(Collection<LoadedPlugin> before, Collection<LoadedPlugin> kept) {
        Set<PluginRealm> keptRealms = realms(kept).collect(Collectors.toSet());
        realms(before).filter(realm -> !keptRealms.contains(realm)).forEach(PluginRealm::retire);
    }

    private static Stream<PluginRealm> realms(Collection<LoadedPlugin> plugins) {
        return plugins.stream().flatMap(plugin -> plugin.realm().stream());
    }

    @Override
    public Catalog current() {
        return catalog;
    }

    @Override
    public void onChange(Runnable listener) {
        listeners.add(requireNonNull(listener, "listener is null"));
    }

    /** Stop watching and retire all plugins. The catalog stays as it is. A second close does nothing. */
    @Override
    public void close() {
        watch.close();
        synchronized (this) {
            closed = true;
            retireRealms(loaded.values(), List.of());
            loaded = Map.of();
        }
        try {
            keep();
        } catch (UncheckedIOException e) {
            LOG.warn("the next start will copy and scan the plugins again", e);
        }
    }
}
