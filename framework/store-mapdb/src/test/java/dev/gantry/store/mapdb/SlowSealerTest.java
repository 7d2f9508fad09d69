package dev.gantry.store.mapdb;

import static dev.gantry.store.tck.RunBuilder.aRun;
import static dev.gantry.store.tck.StoreFixture.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.store.LogLine;
import dev.gantry.store.RunState;
import dev.gantry.store.mapdb.drill.DiskLayer;
import dev.gantry.store.tck.RunBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs that finish faster than they are moved into partitions. */
final class SlowSealerTest {

    private static final int PARTITION = 5;
    private static final LogLine WHY = LogLine.event(Instant.EPOCH, "not needed");

    @TempDir
    Path folder;

    /** Forces no partition before it is told to. */
    private static final class HangingDisk extends DiskLayer {

        private final CountDownLatch well = new CountDownLatch(1);

        private HangingDisk() {
            super(new FileDisk());
        }

        @Override
        public void force(Path file) throws IOException {
            try {
                well.await();
            } catch (InterruptedException e) {
                throw new IOException("interrupted", e);
            }
            super.force(file);
        }
    }

    private MapDbConfig config() {
        return MapDbConfig.at(folder).withPartition(PARTITION, 1 << 20);
    }

    private static UUID finish(MapDbRunStore store) {
        RunBuilder run = aRun();
        await(store.submit(List.of(run.build())));
        await(store.cancel(run.uuid(), WHY));
        return run.uuid();
    }

    @Test
    void theStoreSlowsDownForASealerThatHangsAndNeverStops() throws IOException {
        HangingDisk disk = new HangingDisk();
        List<UUID> runs;
        try (MapDbRunStore store = MapDbRunStore.open(config(), disk)) {
            runs = IntStream.range(0, 8 * PARTITION)
                    .mapToObj(i -> finish(store))
                    .toList();
            assertThat(partitions()).isZero();
            disk.well.countDown();
        }
        assertThat(partitions()).isPositive();
        try (MapDbRunStore store = MapDbRunStore.open(config())) {
            assertThat(runs)
                    .allSatisfy(run ->
                            assertThat(store.find(run).orElseThrow().state()).isEqualTo(RunState.CANCELLED));
        }
    }

    private long partitions() throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve("partitions"))) {
            return files.filter(file -> file.toString().endsWith(".mapdb")).count();
        }
    }
}
