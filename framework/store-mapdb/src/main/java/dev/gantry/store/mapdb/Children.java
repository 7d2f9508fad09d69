package dev.gantry.store.mapdb;

import dev.gantry.store.Run;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.stream.LongStream;

/** The numbers of the runs on the shelf that have a parent, by it. Written by one thread, read by all. */
final class Children {

    private final Map<UUID, ConcurrentSkipListSet<Long>> numbers = new ConcurrentHashMap<>();

    void add(Run run) {
        run.request()
                .origin()
                .parent()
                .ifPresent(parent -> numbers.computeIfAbsent(parent, absent -> new ConcurrentSkipListSet<>())
                        .add(run.number()));
    }

    void remove(Run run) {
        run.request()
                .origin()
                .parent()
                .ifPresent(parent -> numbers.computeIfPresent(parent, (same, all) -> {
                    all.remove(run.number());
                    return all.isEmpty() ? null : all;
                }));
    }

    /** The children of a run, rising. */
    long[] of(UUID parent) {
        Set<Long> all = numbers.getOrDefault(parent, new ConcurrentSkipListSet<>());
        return all.stream().mapToLong(Long::longValue).toArray();
    }

    /** The children of several runs with numbers below one, falling. */
    LongStream of(Set<UUID> parents, long below) {
        long[] all = parents.stream()
                .flatMapToLong(parent -> LongStream.of(of(parent)))
                .filter(number -> number < below)
                .map(number -> -number)
                .sorted()
                .toArray();
        return LongStream.of(all).map(number -> -number);
    }
}
