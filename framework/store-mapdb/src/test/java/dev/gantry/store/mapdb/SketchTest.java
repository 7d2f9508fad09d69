package dev.gantry.store.mapdb;

import static dev.gantry.store.tck.RunBuilder.aRun;
import static dev.gantry.store.tck.StoreFixture.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.store.LogLine;
import dev.gantry.store.Run;
import dev.gantry.store.RunQuery;
import dev.gantry.store.RunState;
import dev.gantry.store.tck.RunBuilder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Finding runs among many partitions without looking into most of them. */
final class SketchTest {

    private static final int RUNS = 400;
    private static final int PARTITION = 4;

    @TempDir
    Path folder;

    @Test
    void whatIsThereIsNeverDeniedAndWhatIsNotSeldomSuspected() {
        int things = 20_000;
        long[] hashes =
                LongStream.range(0, things).map(i -> Hash.of(new UUID(7, i))).toArray();
        char[] rows = new char[Sketch.of(hashes).size()];
        Sketch.of(hashes).addTo(rows, 1);

        assertThat(LongStream.of(hashes)).allMatch(hash -> isIn(rows, hash));
        long suspected = LongStream.range(things, 11L * things)
                .filter(i -> isIn(rows, Hash.of(new UUID(7, i))))
                .count();
        assertThat(suspected).isLessThan(10L * things / 1_000);
    }

    private static boolean isIn(char[] rows, long hash) {
        return IntStream.range(0, Sketch.probes()).allMatch(probe -> rows[Sketch.row(hash, probe, rows.length)] != 0);
    }

    @Test
    void everyRunIsFoundAmongHundredPartitionsWithFewOfThemOpened() throws Exception {
        MapDbConfig config = MapDbConfig.at(folder).withSegmentBytes(1 << 16).withPartition(PARTITION, 1 << 20);
        List<UUID> uuids = new ArrayList<>();
        while (uuids.size() < RUNS) {
            // A store that is closed has sealed what was enough for a partition.
            try (MapDbRunStore store = MapDbRunStore.open(config)) {
                for (int i = 0; i < PARTITION; i++) {
                    uuids.add(finish(store, uuids.size()));
                }
            }
        }
        int partitions = countPartitions();
        assertThat(partitions).isEqualTo(RUNS / PARTITION);
        try (MapDbRunStore store = MapDbRunStore.open(config)) {
            for (int i = 0; i < RUNS; i++) {
                UUID uuid = uuids.get(i);
                assertThat(store.find(uuid)).isPresent();
                assertThat(store.find(RunBuilder.PATH, "key" + i))
                        .map(Run::uuid)
                        .contains(uuid);
                assertThat(store.list(query(Map.of("order", "o" + i))))
                        .extracting(Run::uuid)
                        .containsExactly(uuid);
            }
            assertThat(store.list(query(Map.of("order", "none")))).isEmpty();
            assertThat(store.list(query(Map.of()))).hasSize(RUNS);
        }
        Partitions sealed = Partitions.open(
                new FileDisk(),
                folder.resolve("partitions"),
                Inventory.open(
                        new FileDisk(), folder, List.of(folder.resolve("partitions"), folder.resolve("journal"))));
        try {
            long suspected = uuids.stream().mapToLong(sealed::suspects).sum();
            assertThat(suspected).isBetween(RUNS - 5L, RUNS + 5L + (long) RUNS * partitions / 500);
        } finally {
            sealed.close();
        }
    }

    private static UUID finish(MapDbRunStore store, int order) {
        RunBuilder run = aRun().tags(Map.of("order", "o" + order)).key("key" + order);
        await(store.submit(List.of(run.build())));
        await(store.cancel(run.uuid(), LogLine.event(Instant.EPOCH, "why")));
        return run.uuid();
    }

    private int countPartitions() throws Exception {
        try (Stream<Path> files = Files.list(folder.resolve("partitions"))) {
            return (int) files.count();
        }
    }

    private static RunQuery query(Map<String, String> tags) {
        return new RunQuery("", Set.of(RunState.CANCELLED), tags, RunQuery.Span.ALWAYS, OptionalLong.empty(), 1_000);
    }
}
