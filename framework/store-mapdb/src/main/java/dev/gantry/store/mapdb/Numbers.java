package dev.gantry.store.mapdb;

import java.util.Arrays;

/** The numbers of some runs, rising; each has an index from 0. At least one. */
final class Numbers {

    private final long[] rising;

    private Numbers(long[] rising) {
        this.rising = rising;
    }

    static Numbers of(long... rising) {
        return new Numbers(rising.clone());
    }

    static Numbers read(ByteReader in) {
        long[] rising = new long[in.getSmall()];
        long before = 0;
        for (int i = 0; i < rising.length; i++) {
            rising[i] = before + in.getNumber();
            before = rising[i];
        }
        return new Numbers(rising);
    }

    void write(ByteWriter out) {
        out.putNumber(rising.length);
        long before = 0;
        for (long number : rising) {
            out.putNumber(number - before);
            before = number;
        }
    }

    int size() {
        return rising.length;
    }

    long at(int index) {
        return rising[index];
    }

    long last() {
        return rising[rising.length - 1];
    }

    boolean contain(long number) {
        return Arrays.binarySearch(rising, number) >= 0;
    }

    /** How many numbers are lower: the index of the first that is not. */
    int below(long number) {
        int at = Arrays.binarySearch(rising, number);
        return at < 0 ? -at - 1 : at;
    }
}
