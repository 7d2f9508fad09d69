package dev.gantry.plugin;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Reads many plugins at once, on as many threads as there are processors. Thread-safe. */
final class PluginReaders {

    private final PluginReader reader;

    PluginReaders(PluginReader reader) {
        this.reader = requireNonNull(reader, "reader is null");
    }

    /**
     * Read those plugins that have changed.
     *
     * @param before all plugins as they were read last, by name
     * @return all plugins, by name; those that did not change as they were
     */
    Map<String, LoadedPlugin> read(List<PluginSource> plugins, Map<String, LoadedPlugin> before) {
        Map<String, LoadedPlugin> read = new TreeMap<>();
        Map<String, CompletableFuture<LoadedPlugin>> reading = new TreeMap<>();
        // The threads run code of plugins, which may leave something on them; so they end with the reading.
        ExecutorService threads = Executors.newFixedThreadPool(
                Runtime.getRuntime().availableProcessors(), work -> new Thread(work, "gantry-plugin-reader"));
        try {
            for (PluginSource plugin : plugins) {
                Optional<LoadedPlugin> known = Optional.ofNullable(before.get(plugin.name()));
                if (known.isPresent() && known.get().isFrom(plugin)) {
                    read.put(plugin.name(), known.get());
                } else {
                    reading.put(
                            plugin.name(), CompletableFuture.supplyAsync(() -> reader.read(plugin, known), threads));
                }
            }
            reading.forEach((name, plugin) -> read.put(name, plugin.join()));
        } finally {
            threads.shutdown();
        }
        return read;
    }
}
