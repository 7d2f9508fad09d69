package dev.gantry.store.mapdb;

import java.util.Arrays;
import java.util.function.IntPredicate;

/**
 * The fingerprints of many things, each with the index of its run: eight bytes of heap a thing to say at once that
 * something is not there, and where it would be.
 */
final class Prints {

    private final long[] sorted;

    private Prints(long[] sorted) {
        this.sorted = sorted;
    }

    /** A fingerprint and an index in one number. */
    static long entry(int print, int index) {
        return ((long) print << Integer.SIZE) | index;
    }

    static Prints of(long[] entries) {
        long[] sorted = entries.clone();
        Arrays.sort(sorted);
        return new Prints(sorted);
    }

    static Prints read(ByteReader in) {
        long[] entries = new long[in.getSmall()];
        for (int i = 0; i < entries.length; i++) {
            entries[i] = in.getLong();
        }
        return new Prints(entries);
    }

    void write(ByteWriter out) {
        out.putNumber(sorted.length);
        for (long entry : sorted) {
            out.putLong(entry);
        }
    }

    /** Try the indexes under a fingerprint until one is right; that one, or -1. */
    int find(int print, IntPredicate isRight) {
        int at = Arrays.binarySearch(sorted, entry(print, 0));
        for (int i = at < 0 ? -at - 1 : at; i < sorted.length && (int) (sorted[i] >> Integer.SIZE) == print; i++) {
            int index = (int) sorted[i];
            if (isRight.test(index)) {
                return index;
            }
        }
        return -1;
    }
}
