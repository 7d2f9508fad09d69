package dev.gantry.engine.jobs;

import dev.gantry.store.Run;
import dev.gantry.store.RunStore;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/** Tells those who watch a run of its changes. Thread-safe. */
public final class RunChanges {

    /** One wish to be told; has an identity of its own, because one listener may be registered twice and removed once. */
    private static final class Watch {

        private final Consumer<Run> listener;

        private Watch(Consumer<Run> listener) {
            this.listener = listener;
        }
    }

    private final Map<UUID, Set<Watch>> watches = new ConcurrentHashMap<>();

    /** Call a listener with each change of a run; it must not block nor throw. */
    public RunStore.Subscription watch(UUID run, Consumer<Run> listener) {
        Watch watch = new Watch(listener);
        watches.compute(run, (uuid, all) -> {
            Set<Watch> more = all == null ? ConcurrentHashMap.newKeySet() : all;
            more.add(watch);
            return more;
        });
        return () -> watches.computeIfPresent(run, (uuid, all) -> {
            all.remove(watch);
            return all.isEmpty() ? null : all;
        });
    }

    /** Tell of a change. */
    public void publish(Run run) {
        Set<Watch> interested = watches.get(run.uuid());
        if (interested != null) {
            interested.forEach(watch -> watch.listener.accept(run));
        }
    }
}
