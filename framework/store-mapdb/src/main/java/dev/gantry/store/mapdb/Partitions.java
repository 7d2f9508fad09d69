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
import java.util.stream.LongStream;

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
     * Drop the oldest partitions as long as all their runs finished before a moment. Only the oldest: an older copy of a run
     * must not come to light again. How many runs are gone.
     */
    long dropBefore(Instant moment, LongPredicate shadowed) throws IOException {
        long dropped = 0;
        while (!newestFirst.isEmpty()) {
            List<Partition> all = newestFirst;
            Partition oldest = all.get(all.size() - 1);
            Contents contents = oldest.contents();
            if (!contents.lastFinished().isBefore(moment)) {
                break;
            }
            List<Partition> rest = all.subList(0, all.size() - 1);
            dropped += LongStream.range(0, contents.numbers().size())
                    .map(index -> contents.numbers().at((int) index))
                    .filter(number -> !shadowed.test(number) && !holdsAny(rest, number))
                    .count();
            // Before anybody can see that its runs are gone: they must not come back.
            inventory.drop(oldest.path());
            remove(oldest);
            oldest.close();
            disk.delete(oldest.path());
            disk.forceFolder(folder);
        }
        return dropped;
    }

    private synchronized void remove(Partition partition) {
        List<Partition> fewer = new ArrayList<>(newestFirst);
        fewer.remove(partition);
        newestFirst = List.copyOf(fewer);
    }

    void close() {
        newestFirst.forEach(Partition::close);
    }
}
