package dev.gantry.store.mapdb;

import dev.gantry.store.Run;
import dev.gantry.store.RunDigest.LogDigest;
import dev.gantry.store.RunFilter;
import dev.gantry.store.RunQuery;
import dev.gantry.store.RunTally;
import dev.gantry.store.TimeScale;
import dev.gantry.store.memory.IdempotencyKey;
import dev.gantry.store.memory.Row;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.LongPredicate;

/** The sealed partitions, newest first. A run counts as it is in the newest that holds it. Thread-safe. */
final class Partitions {

    private static final String SEALED = ".mapdb";
    private static final String BUILDING = ".building";
    private static final Comparator<Partition> NEWEST_FIRST = Comparator.comparingLong(
                    (Partition each) -> each.contents().generation())
            .reversed();

    private final Disk disk;
    private final Path folder;
    private final Inventory inventory;
    private volatile View view = new View(List.of(), List.of());

    /**
     * What readers find.
     *
     * @param newestFirst the partitions
     * @param groups their sketches, and those of some that are gone
     */
    private record View(List<Partition> newestFirst, List<Columns> groups) {

        /** The partitions that may have what a hash stands for, newest first. */
        private List<Partition> candidates(long hash) {
            List<Partition> candidates = new ArrayList<>(2);
            groups.forEach(group -> group.addCandidates(hash, candidates));
            if (candidates.isEmpty()) {
                return candidates;
            }
            candidates.removeIf(each -> isGone(each));
            candidates.sort(NEWEST_FIRST);
            return candidates;
        }

        private boolean isGone(Partition partition) {
            return newestFirst.isEmpty()
                    || partition.contents().generation()
                            < newestFirst.get(newestFirst.size() - 1).contents().generation();
        }

        /** The partitions that may have all that is asked for, newest first. */
        private List<Partition> candidates(RunFilter filter) {
            List<Partition> candidates = newestFirst;
            for (Set<Integer> oneOf : Terms.of(filter)) {
                Set<Partition> having = new HashSet<>();
                oneOf.forEach(term -> having.addAll(candidates(Hash.ofTerm(term))));
                candidates = candidates.stream().filter(having::contains).toList();
            }
            return candidates;
        }
    }

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
        inventory.keep(partitions.view.newestFirst.stream().map(Partition::path).toList());
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
        List<Partition> more = new ArrayList<>(view.newestFirst);
        more.add(partition);
        more.sort(NEWEST_FIRST);
        view = new View(List.copyOf(more), Columns.with(view.groups, partition, partition.sketch()));
    }

    /** The newest generation that is sealed; 0 if none is. */
    long lastGeneration() {
        List<Partition> all = view.newestFirst;
        return all.isEmpty() ? 0 : all.get(0).contents().generation();
    }

    /** The highest number of a run in any; 0 if there is none. */
    long lastNumber() {
        return view.newestFirst.stream()
                .mapToLong(partition -> partition.contents().numbers().last())
                .max()
                .orElse(0);
    }

    private <T> Optional<T> first(long hash, Function<Partition, Optional<T>> find) {
        for (Partition partition : view.candidates(hash)) {
            Optional<T> found = find.apply(partition);
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    /** In how many partitions a run is looked for. */
    int suspects(UUID uuid) {
        return view.candidates(Hash.of(uuid)).size();
    }

    Optional<Run> find(UUID uuid) {
        return first(Hash.of(uuid), partition -> partition.find(uuid));
    }

    Optional<Row> row(UUID uuid) {
        return first(Hash.of(uuid), partition -> partition.row(uuid));
    }

    Optional<Row> row(IdempotencyKey key) {
        return first(Hash.of(key), partition -> partition.row(key));
    }

    /** Add to the runs found so far, by number, those that are asked for and not shadowed. */
    void list(RunQuery query, LongPredicate shadowed, NavigableMap<Long, Run> found) {
        View now = view;
        for (Partition partition : now.candidates(query.filter())) {
            boolean isFull = found.size() >= query.limit();
            if (partition.contents().mayHold(query)
                    && (!isFull
                            || found.firstKey() < partition.contents().numbers().last())) {
                List<Partition> newer = newer(now.newestFirst, partition);
                LongPredicate isPastThePage = number -> found.size() >= query.limit() && number < found.firstKey();
                partition.list(
                        query,
                        number -> isPastThePage.test(number) || shadowed.test(number) || holdsAny(newer, number),
                        run -> {
                            found.put(run.number(), run);
                            if (found.size() > query.limit()) {
                                found.pollFirstEntry();
                            }
                        });
            }
        }
    }

    /** The run with a number, as the newest partition that holds it has it. */
    Optional<Row> row(long number) {
        return view.newestFirst.stream()
                .flatMap(partition -> partition.row(number).stream())
                .findFirst();
    }

    /** The lowest number past one that any partition holds; the greatest there is if none does. */
    long next(long after) {
        return view.newestFirst.stream()
                .map(partition -> partition.contents().numbers())
                .filter(numbers -> numbers.last() > after)
                .mapToLong(numbers -> numbers.at(numbers.below(after + 1)))
                .min()
                .orElse(Long.MAX_VALUE);
    }

    /** Count the runs that are meant, but for those with numbers that are given, rising. */
    void tally(RunFilter filter, long[] shadowed, TimeScale scale, RunTally.Counter counter) {
        View now = view;
        for (Partition partition : now.candidates(filter)) {
            if (partition.contents().mayHold(filter)) {
                partition.count(filter, bits -> clear(now, partition, shadowed, bits), scale, counter);
            }
        }
    }

    /** Count the children of a run, but for those with numbers that are given, rising. */
    long countChildren(UUID parent, long[] shadowed) {
        View now = view;
        return now.candidates(Hash.ofTerm(Terms.parent(parent))).stream()
                .mapToLong(partition -> partition.countChildren(parent, bits -> clear(now, partition, shadowed, bits)))
                .sum();
    }

    /** Clear the bits of runs that count as they are elsewhere. */
    private static void clear(View now, Partition partition, long[] shadowed, BitSet bits) {
        Numbers numbers = partition.contents().numbers();
        numbers.clear(shadowed, bits);
        newer(now.newestFirst, partition)
                .forEach(each -> numbers.clear(each.contents().numbers(), bits));
    }

    /** The log of a run in short. */
    Optional<LogDigest> digest(UUID uuid) {
        return first(Hash.of(uuid), partition -> partition.digest(uuid));
    }

    /** The partitions before one. */
    private static List<Partition> newer(List<Partition> newestFirst, Partition partition) {
        int at = Collections.binarySearch(newestFirst, partition, NEWEST_FIRST);
        return newestFirst.subList(0, at);
    }

    private static boolean holdsAny(List<Partition> partitions, long number) {
        for (Partition partition : partitions) {
            if (partition.contents().numbers().contain(number)) {
                return true;
            }
        }
        return false;
    }

    /**
     * The oldest partitions, as long as all their runs finished before a moment. Only the oldest: an older copy of a run
     * must not come to light again.
     */
    List<Partition> old(Instant moment) {
        List<Partition> all = view.newestFirst;
        int newer = all.size();
        while (newer > 0 && all.get(newer - 1).contents().lastFinished().isBefore(moment)) {
            newer--;
        }
        return all.subList(newer, all.size());
    }

    /** A run as it is in the oldest partitions, if no newer one holds it. */
    Optional<Row> rowOnlyIn(List<Partition> oldest, UUID uuid) {
        return first(Hash.of(uuid), partition -> partition.find(uuid).map(found -> Map.entry(partition, uuid)))
                .filter(newest -> oldest.contains(newest.getKey()))
                .flatMap(newest -> newest.getKey().row(uuid));
    }

    /** Let readers find nothing in the oldest partitions any more, nor after a restart: what is gone must not come back. */
    void hide(List<Partition> oldest) throws IOException {
        inventory.drop(oldest.stream().map(Partition::path).toList());
        remove(oldest);
    }

    private synchronized void remove(List<Partition> oldest) {
        List<Partition> left = List.copyOf(view.newestFirst.subList(0, view.newestFirst.size() - oldest.size()));
        view = new View(left, Columns.keeping(view.groups, left));
    }

    /**
     * Delete a partition that is hidden; how many runs are gone with it, since nobody holds them otherwise.
     *
     * @param withFiles takes those of them that have files
     */
    long delete(Partition hidden, LongPredicate shadowed, List<UUID> withFiles) throws IOException {
        LongPredicate elsewhere = number -> shadowed.test(number) || holdsAny(view.newestFirst, number);
        withFiles.addAll(hidden.withFiles(elsewhere));
        long gone = hidden.count(elsewhere);
        hidden.close();
        disk.delete(hidden.path());
        disk.forceFolder(folder);
        inventory.gone(hidden.path());
        return gone;
    }

    void close() {
        view.newestFirst.forEach(Partition::close);
    }
}
