package dev.gantry.store.mapdb;

import java.util.Arrays;
import java.util.BitSet;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/** The numbers of some runs, rising, at least one; each has an index from 0. Numbers without gaps take next to no heap. */
final class Numbers {

    /** The first number of each stretch without gaps. */
    private final long[] starts;
    /** The index of that number, and in the end how many numbers there are. */
    private final int[] indexes;

    private Numbers(long[] starts, int[] indexes) {
        this.starts = starts;
        this.indexes = indexes;
    }

    static Numbers of(long... rising) {
        long[] starts = new long[rising.length];
        int[] indexes = new int[rising.length + 1];
        int stretches = 0;
        for (int i = 0; i < rising.length; i++) {
            if (i == 0 || rising[i] != rising[i - 1] + 1) {
                starts[stretches] = rising[i];
                indexes[stretches] = i;
                stretches++;
            }
        }
        indexes[stretches] = rising.length;
        return new Numbers(Arrays.copyOf(starts, stretches), Arrays.copyOf(indexes, stretches + 1));
    }

    static Numbers read(ByteReader in) {
        long[] starts = new long[in.getSmall()];
        int[] indexes = new int[starts.length + 1];
        long before = 0;
        for (int i = 0; i < starts.length; i++) {
            starts[i] = before + in.getNumber();
            int length = in.getSmall();
            indexes[i + 1] = indexes[i] + length;
            before = starts[i] + length;
        }
        return new Numbers(starts, indexes);
    }

    void write(ByteWriter out) {
        out.putNumber(starts.length);
        long before = 0;
        for (int i = 0; i < starts.length; i++) {
            int length = indexes[i + 1] - indexes[i];
            out.putNumber(starts[i] - before).putNumber(length);
            before = starts[i] + length;
        }
    }

    int size() {
        return indexes[starts.length];
    }

    long at(int index) {
        int found = Arrays.binarySearch(indexes, 0, starts.length, index);
        int stretch = found < 0 ? -found - 2 : found;
        return starts[stretch] + index - indexes[stretch];
    }

    LongStream stream() {
        return IntStream.range(0, starts.length)
                .boxed()
                .flatMapToLong(i -> LongStream.range(starts[i], starts[i] + indexes[i + 1] - indexes[i]));
    }

    long first() {
        return starts[0];
    }

    long last() {
        int stretch = starts.length - 1;
        return starts[stretch] + indexes[stretch + 1] - indexes[stretch] - 1;
    }

    boolean contain(long number) {
        return number >= first() && number <= last() && below(number + 1) > below(number);
    }

    /** Clear the bits of those numbers that others are among, too. */
    void clear(Numbers others, BitSet bits) {
        for (int i = 0; i < others.starts.length; i++) {
            long start = others.starts[i];
            long end = start + others.indexes[i + 1] - others.indexes[i];
            if (end > first() && start <= last()) {
                bits.clear(below(start), below(end));
            }
        }
    }

    /** Clear the bits of those numbers that an array holds, too. */
    void clear(long[] others, BitSet bits) {
        int from = Arrays.binarySearch(others, first());
        for (int i = from < 0 ? -from - 1 : from; i < others.length && others[i] <= last(); i++) {
            if (contain(others[i])) {
                bits.clear(below(others[i]));
            }
        }
    }

    /** How many numbers are lower: the index of the first that is not. */
    int below(long number) {
        int found = Arrays.binarySearch(starts, number);
        int stretch = found < 0 ? -found - 2 : found;
        if (stretch < 0) {
            return 0;
        }
        return (int) Math.min(indexes[stretch + 1], indexes[stretch] + number - starts[stretch]);
    }
}
