package dev.gantry.store.mapdb;

import java.util.Arrays;
import java.util.BitSet;

/** The indexes of the runs that have a term, rising: as their distances if they are few, as bits if they are many. */
final class Posting {

    private static final int DISTANCES = 0;
    private static final int BITS = 1;
    /** A distance takes a byte or two. */
    private static final int BITS_OF_A_DISTANCE = 16;

    private static final int FIRST_CAPACITY = 2;

    private int[] indexes = new int[FIRST_CAPACITY];
    private int size;

    void add(int index) {
        if (size > 0 && indexes[size - 1] == index) {
            return;
        }
        if (size == indexes.length) {
            indexes = Arrays.copyOf(indexes, 2 * size);
        }
        indexes[size++] = index;
    }

    /** The record of a term in a partition of so many runs. */
    byte[] record(ByteWriter out, int term, int runs) {
        boolean few = (long) size * BITS_OF_A_DISTANCE < runs;
        Sealed.begin(out).putNumber(term).put(few ? DISTANCES : BITS);
        if (few) {
            out.putNumber(size);
            for (int i = 0; i < size; i++) {
                out.putNumber(indexes[i] - (i == 0 ? 0 : indexes[i - 1]));
            }
        } else {
            BitSet bits = new BitSet(runs);
            Arrays.stream(indexes, 0, size).forEach(bits::set);
            long[] words = bits.toLongArray();
            out.putLongs(words, 0, words.length);
        }
        return Sealed.end(out);
    }

    /** Read what comes after the term. */
    static BitSet read(ByteReader in) {
        return in.get() == BITS ? BitSet.valueOf(in.getLongs()) : readDistances(in);
    }

    private static BitSet readDistances(ByteReader in) {
        BitSet bits = new BitSet();
        int index = 0;
        for (int left = in.getSmall(); left > 0; left--) {
            index += in.getSmall();
            bits.set(index);
        }
        return bits;
    }
}
