package dev.gantry.store.mapdb;

import dev.gantry.store.Run;
import dev.gantry.store.RunQuery;
import dev.gantry.store.memory.IdempotencyKey;
import dev.gantry.store.memory.Row;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.LongPredicate;

/** The sealed partitions, newest first. A run counts as it is in the newest that holds it. Thread-safe. */
final class Partitions {

    private static final String SEALED = ".mapdb";
    private static final String BUILDING = ".building";

    private final Disk disk;
    private final Path folder;
    private final Inventory inventory;
    private volatile List<Partition> newestFirst = List.of();

    private Partitions(Disk disk, Path folder, Inventory inventory) {
        this.disk = disk;
        this.folder = folder;
        this.inventory = inventory;
    }

    /** Open what is sealed in a folder, and clear away what was never finished. */
    static Partitions open(Disk disk, Path folder, Inventory inventory) throws IOException {
        Partitions partitions = new Partitions(disk, folder, inventory);
        for (Path file : disk.list(folder)) {
            if (file.toString().endsWith(BUILDING)) {
                disk.delete(file);
            } else if (file.toString().endsWith(SEALED)) {
                partitions.add(Partition.open(file));
            }
        }
        inventory.keep(partitions.newestFirst.stream().map(Partition::path).toList());
        return partitions;
    }

    Path folder() {
        return folder;
    }

    Path sealed(long generation) {
        return folder.resolve("partition-%09d%s".formatted(generation, SEALED));
    }

    Path building(long generation) {
        return folder.resolve("partition-%09d%s".formatted(generation, BUILDING));
    }

    /** Take up a partition that was sealed just now; from here on its file must be there. */
    void addSealed(Partition partition) throws IOException {
        inventory.keep(List.of(partition.path()));
        add(partition);
    }

    private synchronized void add(Partition partition) {
        List<Partition> more = new ArrayList<>(newestFirst);
        more.add(partition);
        more.sort(Comparator.comparingLong((Partition each) -> each.contents().generation())
                .reversed());
        newestFirst = List.copyOf(more);
    }

    /** The newest generation that is sealed; 0 if none is. */
    long lastGeneration() {
        return newestFirst.isEmpty() ? 0 : newestFirst.get(0).contents().generation();
    }

    /** The highest number of a run in any; 0 if there is none. */
    long lastNumber() {
        return newestFirst.stream()
                .mapToLong(partition -> partition.contents().numbers().last())
                .max()
                .orElse(0);
    }

    private <T> Optional<T> first(Function<Partition, Optional<T>> find) {
        for (Partition partition : newestFirst) {
            Optional<T> found = find.apply(partition);
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    Optional<Run> find(UUID uuid) {
        return first(partition -> partition.find(uuid));
    }

    Optional<Row> row(UUID uuid) {
        return first(partition -> partition.row(uuid));
    }

    Optional<Row> row(IdempotencyKey key) {
        return first(partition -> partition.row(key));
    }

    /** Add to the runs found so far, by number, those that are asked for and not shadowed. */
    void list(RunQuery query, LongPredicate shadowed, NavigableMap<Long, Run> found) {
        List<Partition> newer = new ArrayList<>();
        for (Partition partition : newestFirst) {
            Contents contents = partition.contents();
            boolean isFull = found.size() >= query.limit();
            if (!isFull || nth(found, query.limit()) < contents.numbers().last()) {
                LongPredicate shadowedHere =
                        number -> shadowed.test(number) || found.containsKey(number) || holdsAny(newer, number);
                partition.list(query, shadowedHere, run -> found.put(run.number(), run));
            }
            newer.add(partition);
        }
    }

    private static boolean holdsAny(List<Partition> partitions, long number) {
        return partitions.stream()
                .anyMatch(partition -> partition.contents().numbers().contain(number));
    }

    /** The number of the last run that would make it onto the page. */
    private static long nth(NavigableMap<Long, Run> found, int limit) {
        return found.descendingKeySet().stream().skip(limit - 1L).findFirst().orElseThrow();
    }

    /**
     * The oldest partitions, as long as all their runs finished before a moment. Only the oldest: an older copy of a run
     * must not come to light again.
     */
    List<Partition> old(Instant moment) {
        List<Partition> all = newestFirst;
        int newer = all.size();
        while (newer > 0 && all.get(newer - 1).contents().lastFinished().isBefore(moment)) {
            newer--;
        }
        return all.subList(newer, all.size());
    }

    /** A run as it is in the oldest partitions, if no newer one holds it. */
    Optional<Row> rowOnlyIn(List<Partition> oldest, UUID uuid) {
        List<Partition> all = newestFirst;
        List<Partition> newer = all.subList(0, all.size() - oldest.size());
        if (newer.stream().anyMatch(partition -> partition.find(uuid).isPresent())) {
            return Optional.empty();
        }
        return oldest.stream()
                .flatMap(partition -> partition.row(uuid).stream())
                .findFirst();
    }

    /** Let readers find nothing in the oldest partitions any more, nor after a restart: what is gone must not come back. */
    void hide(List<Partition> oldest) throws IOException {
        inventory.drop(oldest.stream().map(Partition::path).toList());
        remove(oldest);
    }

    private synchronized void remove(List<Partition> oldest) {
        newestFirst = List.copyOf(newestFirst.subList(0, newestFirst.size() - oldest.size()));
    }

    /** Delete a partition that is hidden; the runs that are gone with it, since nobody holds them otherwise. */
    List<UUID> delete(Partition hidden, LongPredicate shadowed) throws IOException {
        List<UUID> gone = hidden.uuids(number -> shadowed.test(number) || holdsAny(newestFirst, number));
        hidden.close();
        disk.delete(hidden.path());
        disk.forceFolder(folder);
        inventory.gone(hidden.path());
        return gone;
    }

    void close() {
        newestFirst.forEach(Partition::close);
    }
}
