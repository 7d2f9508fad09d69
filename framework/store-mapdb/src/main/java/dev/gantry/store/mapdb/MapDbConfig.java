package dev.gantry.store.mapdb;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;
import java.time.InstantSource;

/**
 * Where a store keeps its files, and how much of what.
 *
 * @param folder the data folder, made if it is absent; it belongs to one open store at a time
 * @param clock the store's clock
 * @param segmentBytes how long a file of the journal is, in bytes; at least 4096
 * @param partitionRuns how many finished runs stay in heap and journal before they move into a MapDB file
 * @param partitionBytes how many bytes of journal may be written before finished runs move into a MapDB file
 * @param heldBodies how many queued runs keep their params in heap; those of further ones stay on disk until claimed
 */
public record MapDbConfig(
        Path folder, InstantSource clock, int segmentBytes, int partitionRuns, long partitionBytes, int heldBodies) {

    /** The shortest file of a journal. */
    private static final int MIN_SEGMENT = 4_096;

    public MapDbConfig {
        requireNonNull(folder, "folder is null");
        requireNonNull(clock, "clock is null");
        requireAtLeast(MIN_SEGMENT, segmentBytes, "segmentBytes");
        requireAtLeast(1, partitionRuns, "partitionRuns");
        requireAtLeast(1, partitionBytes, "partitionBytes");
        requireAtLeast(0, heldBodies, "heldBodies");
    }

    private static void requireAtLeast(long least, long value, String name) {
        if (value < least) {
            throw new IllegalArgumentException("%s is %d; expected at least %d".formatted(name, value, least));
        }
    }

    /** A store in a folder, by the system's clock, with 16 MB segments, partitions of 25,000 runs and 100,000 bodies held. */
    public static MapDbConfig at(Path folder) {
        return new MapDbConfig(folder, InstantSource.system(), 16 << 20, 25_000, 64L << 20, 100_000);
    }

    /** The same by another clock. */
    public MapDbConfig withClock(InstantSource other) {
        return new MapDbConfig(folder, other, segmentBytes, partitionRuns, partitionBytes, heldBodies);
    }

    /** The same with files of the journal of another length. */
    public MapDbConfig withSegmentBytes(int other) {
        return new MapDbConfig(folder, clock, other, partitionRuns, partitionBytes, heldBodies);
    }

    /** The same with partitions of another size. */
    public MapDbConfig withPartition(int runs, long bytes) {
        return new MapDbConfig(folder, clock, segmentBytes, runs, bytes, heldBodies);
    }

    /** The same with more or fewer bodies of queued runs in heap. */
    public MapDbConfig withHeldBodies(int other) {
        return new MapDbConfig(folder, clock, segmentBytes, partitionRuns, partitionBytes, other);
    }
}
