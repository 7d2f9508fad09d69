package dev.gantry.store.mapdb;

/**
 * A Bloom filter over all that the runs of a partition can be found by: it says what is surely not there, and is wrong about
 * one of two thousand things that are not.
 */
final class Sketch {

    private static final int PROBES = 8;
    private static final int BITS_PER_THING = 16;
    /** So many sizes between two powers of two: partitions of about the same size have sketches of just the same. */
    private static final int SIZES = 8;

    private static final int SMALLEST = 64 * SIZES;

    private final int size;
    private final long[] words;

    private Sketch(int size, long[] words) {
        this.size = size;
        this.words = words;
    }

    static Sketch of(long... hashes) {
        int size = sizeFor(hashes.length);
        long[] words = new long[(size + Long.SIZE - 1) / Long.SIZE];
        for (long hash : hashes) {
            for (int probe = 0; probe < PROBES; probe++) {
                int row = row(hash, probe, size);
                words[row / Long.SIZE] |= 1L << row;
            }
        }
        return new Sketch(size, words);
    }

    private static int sizeFor(int things) {
        long least = Math.max(SMALLEST, (long) BITS_PER_THING * things);
        long step = Long.highestOneBit(least) / SIZES;
        return Math.toIntExact(Math.min(Integer.MAX_VALUE / Long.BYTES, (least + step - 1) / step * step));
    }

    /** One of the bits that stand for a hash in sketches of a size. */
    static int row(long hash, int probe, int size) {
        long spread = (hash + probe * ((hash >>> Integer.SIZE) | 1)) & 0xFFFF_FFFFL;
        return (int) ((spread * size) >>> Integer.SIZE);
    }

    static int probes() {
        return PROBES;
    }

    int size() {
        return size;
    }

    /** Set a bit in each of the rows that are set here. */
    void addTo(char[] rows, int bit) {
        for (int i = 0; i < words.length; i++) {
            for (long word = words[i]; word != 0; word &= word - 1) {
                int row = i * Long.SIZE + Long.numberOfTrailingZeros(word);
                rows[row] = (char) (rows[row] | bit);
            }
        }
    }

    static Sketch read(ByteReader in) {
        return new Sketch(in.getSmall(), in.getLongs());
    }

    void write(ByteWriter out) {
        out.putNumber(size).putLongs(words, 0, words.length);
    }
}
