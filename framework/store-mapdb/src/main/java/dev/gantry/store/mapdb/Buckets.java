package dev.gantry.store.mapdb;

import java.util.Arrays;
import java.util.function.ObjIntConsumer;
import java.util.stream.IntStream;

/**
 * Where in a partition a run with some uuid or key is: hashes and indexes in buckets, so that one small record says it. A
 * bucket is its number, how many entries it has, and these, rising.
 */
final class Buckets {

    private static final int ENTRIES = 64;

    private Buckets() {}

    /** How many buckets there are for so many entries: a power of two. */
    static int countFor(int entries) {
        return Integer.highestOneBit(Math.max(1, entries / ENTRIES));
    }

    /** The bucket of a hash among so many. */
    static int bucketOf(long hash, int count) {
        return (int) hash & (count - 1);
    }

    private static long entry(long hash, int index) {
        return (hash & (-1L << Integer.SIZE)) | index;
    }

    /**
     * Write buckets, one by one.
     *
     * @param hashes the hashes
     * @param indexes the index of the run of each
     * @param sink takes each bucket, by rising number
     */
    static void write(ByteWriter out, long[] hashes, int[] indexes, ObjIntConsumer<byte[]> sink) {
        int count = countFor(hashes.length);
        int[] ends = new int[count + 1];
        for (long hash : hashes) {
            ends[bucketOf(hash, count) + 1]++;
        }
        Arrays.parallelPrefix(ends, Integer::sum);
        long[] sorted = new long[hashes.length];
        int[] next = ends.clone();
        for (int i = 0; i < hashes.length; i++) {
            sorted[next[bucketOf(hashes[i], count)]++] = entry(hashes[i], indexes[i]);
        }
        for (int bucket = 0; bucket < count; bucket++) {
            // Also one that is empty, so that one that is not found is damage.
            Arrays.sort(sorted, ends[bucket], ends[bucket + 1]);
            Sealed.begin(out).putNumber(bucket).putLongs(sorted, ends[bucket], ends[bucket + 1]);
            sink.accept(Sealed.end(out), bucket);
        }
    }

    /** The indexes of the runs that may be those of a hash. The bucket is read from after its number. */
    static IntStream indexes(ByteReader bucket, long hash) {
        return Arrays.stream(bucket.getLongs())
                .filter(entry -> entry(entry, 0) == entry(hash, 0))
                .mapToInt(entry -> (int) entry);
    }
}
