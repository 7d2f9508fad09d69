package dev.gantry.engine;

import dev.gantry.store.Run;
import dev.gantry.store.RunStore;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/** Tells those who watch a run of its changes. Thread-safe. */
final class RunChanges {

    private final Map<UUID, Set<Consumer<Run>>> watchers = new ConcurrentHashMap<>();

    RunStore.Subscription watch(UUID run, Consumer<Run> watcher) {
        // A wrapper of its own, because one watcher may watch twice and end once.
        Consumer<Run> own = watcher::accept;
        watchers.compute(run, (uuid, all) -> {
            Set<Consumer<Run>> both = all == null ? ConcurrentHashMap.newKeySet() : all;
            both.add(own);
            return both;
        });
        return () -> watchers.computeIfPresent(run, (uuid, all) -> {
            all.remove(own);
            return all.isEmpty() ? null : all;
        });
    }

    void publish(Run run) {
        Set<Consumer<Run>> interested = watchers.get(run.uuid());
        if (interested != null) {
            interested.forEach(watcher -> watcher.accept(run));
        }
    }
}
