package dev.gantry.engine.jobs;

import dev.gantry.store.Run;
import dev.gantry.store.RunStore;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/** Tells those who watch a run of its changes, in the order in which they asked. Thread-safe. */
public final class RunChanges {

    /** By run, and in the order of asking: one listener may be registered twice and removed once. */
    private final Map<UUID, Map<Long, Consumer<Run>>> watches = new ConcurrentHashMap<>();

    private final AtomicLong asked = new AtomicLong();

    /** Call a listener with each change of a run; it must not block nor throw. */
    public RunStore.Subscription watch(UUID run, Consumer<Run> listener) {
        Long place = asked.getAndIncrement();
        watches.compute(run, (uuid, all) -> {
            Map<Long, Consumer<Run>> more = all == null ? new ConcurrentSkipListMap<>() : all;
            more.put(place, listener);
            return more;
        });
        return () -> watches.computeIfPresent(run, (uuid, all) -> {
            all.remove(place);
            return all.isEmpty() ? null : all;
        });
    }

    /** Whether anybody watches a run. */
    public boolean isWatched(UUID run) {
        return watches.containsKey(run);
    }

    /** Tell of a change. */
    public void publish(Run run) {
        Map<Long, Consumer<Run>> interested = watches.get(run.uuid());
        if (interested != null) {
            interested.values().forEach(listener -> listener.accept(run));
        }
    }
}
