package dev.gantry.store.mapdb;

import java.util.ArrayList;
import java.util.List;

/**
 * The sketches of up to 16 partitions of about the same size, side by side: one word for each bit of a sketch, with a bit for
 * each partition. So all of them are asked with a few reads of memory, however many there are.
 *
 * <p>Partitions are added by one thread at a time, and asked for by any; one that is being added is not among the answers of
 * a list that does not name it yet.
 */
final class Columns {

    private static final int MOST = Character.SIZE;

    private final char[] words;
    private final List<Partition> partitions;

    private Columns(char[] words, List<Partition> partitions) {
        this.words = words;
        this.partitions = partitions;
    }

    /** Groups in which a partition has its column: those that are there, one of them with one more, or one more. */
    static List<Columns> with(List<Columns> groups, Partition added, Sketch sketch) {
        List<Columns> more = new ArrayList<>(groups);
        int last = more.size() - 1;
        while (last >= 0 && !more.get(last).hasRoomFor(sketch)) {
            last--;
        }
        if (last >= 0) {
            more.set(last, more.get(last).with(added, sketch));
        } else {
            more.add(new Columns(new char[sketch.size()], List.of()).with(added, sketch));
        }
        return List.copyOf(more);
    }

    /** Groups without those of whose partitions none is left. */
    static List<Columns> keeping(List<Columns> groups, List<Partition> left) {
        return groups.stream()
                .filter(group -> group.partitions.stream().anyMatch(left::contains))
                .toList();
    }

    private boolean hasRoomFor(Sketch sketch) {
        return words.length == sketch.size() && partitions.size() < MOST;
    }

    private Columns with(Partition added, Sketch sketch) {
        int column = 1 << partitions.size();
        sketch.addTo(words, column);
        List<Partition> more = new ArrayList<>(partitions);
        more.add(added);
        return new Columns(words, List.copyOf(more));
    }

    /** Add to a list the partitions that may have what a hash stands for. */
    void addCandidates(long hash, List<Partition> candidates) {
        int columns = columns(hash);
        while (columns != 0) {
            int column = Integer.numberOfTrailingZeros(columns);
            if (column < partitions.size()) {
                candidates.add(partitions.get(column));
            }
            columns &= columns - 1;
        }
    }

    private int columns(long hash) {
        int columns = -1;
        for (int probe = 0; probe < Sketch.probes() && columns != 0; probe++) {
            columns &= words[Sketch.row(hash, probe, words.length)];
        }
        return columns;
    }
}
