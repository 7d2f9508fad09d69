package dev.gantry.store.mapdb;

import static dev.gantry.store.tck.RunBuilder.aRun;
import static dev.gantry.store.tck.StoreFixture.PATIENCE;
import static dev.gantry.store.tck.StoreFixture.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.store.Claim;
import dev.gantry.store.ClaimRequest;
import dev.gantry.store.LogLine;
import dev.gantry.store.RunState;
import dev.gantry.store.StoreUnavailableException;
import dev.gantry.store.tck.RunBuilder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.CompletionException;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Many unfinished runs, written into one generation after the other. */
final class CarryOverTest {

    private static final int BACKLOG = 60;
    private static final int SEGMENT = 8_192;
    private static final LogLine WHY = LogLine.event(Instant.EPOCH, "not needed");

    @TempDir
    Path folder;

    private MapDbConfig config() {
        return MapDbConfig.at(folder)
                .withSegmentBytes(SEGMENT)
                .withPartition(5, 1 << 20)
                .withHeldBodies(10);
    }

    private static String params(UUID uuid) {
        return "{\"of\":\"%s\",\"padding\":\"%s\"}".formatted(uuid, "x".repeat(300));
    }

    private static UUID submit(MapDbRunStore store) {
        RunBuilder run = aRun();
        await(store.submit(List.of(run.params(params(run.uuid())).build())));
        return run.uuid();
    }

    private static List<UUID> queue(MapDbRunStore store) {
        return IntStream.range(0, BACKLOG).mapToObj(i -> submit(store)).toList();
    }

    private static void cancel(MapDbRunStore store, UUID uuid) {
        await(store.cancel(uuid, WHY));
    }

    @Test
    void noWriteTakesLongerForMoreThatIsQueued() {
        CountingDisk disk = new CountingDisk();
        try (MapDbRunStore store = MapDbRunStore.open(config(), disk)) {
            queue(store);
            // A generation ends, and what is queued is carried into the next while these are submitted.
            IntStream.range(0, BACKLOG).forEach(i -> cancel(store, submit(store)));
        }
        assertThat(disk.longestWrite()).isLessThan(SEGMENT / 2);
    }

    @Test
    void whatChangesBeforeItsTurnIsCarriedAsItIs() {
        Map<UUID, RunState> expected = new HashMap<>();
        MapDbRunStore store = MapDbRunStore.open(config());
        List<UUID> backlog = queue(store);
        backlog.forEach(uuid -> expected.put(uuid, RunState.QUEUED));
        // The last of the backlog have their turn last: they change in the midst of it.
        for (int i = BACKLOG - 1; i > BACKLOG / 2; i--) {
            cancel(store, backlog.get(i));
            expected.put(backlog.get(i), RunState.CANCELLED);
        }
        store.close();
        try (MapDbRunStore again = MapDbRunStore.open(config())) {
            check(again, expected);
        }
    }

    @Test
    void aRunThatIsClaimedBeforeItsTurnGoesOnAfterARestart() {
        UUID last;
        try (MapDbRunStore store = MapDbRunStore.open(config())) {
            List<UUID> backlog = queue(store);
            backlog.subList(0, BACKLOG - 1).forEach(uuid -> cancel(store, uuid));
            last = backlog.get(BACKLOG - 1);
            assertThat(claim(store)).isEqualTo(last);
        }
        try (MapDbRunStore store = MapDbRunStore.open(config())) {
            assertThat(store.find(last).orElseThrow().state()).isEqualTo(RunState.RUNNING);
            assertThat(store.body(last).orElseThrow().params()).isEqualTo(params(last));
        }
    }

    private static UUID claim(MapDbRunStore store) {
        ClaimRequest request = new ClaimRequest("w", 1, PATIENCE, Map.of(RunBuilder.JOB_TYPE, Integer.MAX_VALUE));
        List<Claim> claims = await(store.claim(request)).claims();
        assertThat(claims.get(0).body().params())
                .isEqualTo(params(claims.get(0).run().uuid()));
        return claims.get(0).run().uuid();
    }

    @Test
    void aPowerCutAtAnyStepLosesNothing() throws Exception {
        SplittableRandom random = new SplittableRandom(3);
        for (int operations = 20; operations < 900; operations += 20) {
            Map<UUID, RunState> expected = new HashMap<>();
            FaultyDisk disk = new FaultyDisk();
            MapDbRunStore store = MapDbRunStore.open(config(), disk);
            List<UUID> backlog = queue(store);
            backlog.forEach(uuid -> expected.put(uuid, RunState.QUEUED));
            disk.losePowerAfter(operations);
            cancelUntilTheLightsGoOut(store, backlog, expected);
            store.close();
            disk.settle(random);
            try (MapDbRunStore again = MapDbRunStore.open(config())) {
                check(again, expected);
            } catch (StoreUnavailableException | AssertionError e) {
                throw new AssertionError("after %d operations".formatted(operations), e);
            }
            clear();
        }
    }

    private static void cancelUntilTheLightsGoOut(
            MapDbRunStore store, List<UUID> backlog, Map<UUID, RunState> expected) {
        for (int i = BACKLOG - 1; i >= 0; i--) {
            UUID uuid = backlog.get(i);
            // If the answer does not come, it may have happened.
            expected.remove(uuid);
            try {
                store.cancel(uuid, WHY).join();
            } catch (CompletionException e) {
                assertThat(e).hasCauseInstanceOf(StoreUnavailableException.class);
                return;
            }
            expected.put(uuid, RunState.CANCELLED);
        }
    }

    private static void check(MapDbRunStore store, Map<UUID, RunState> expected) {
        expected.forEach((uuid, state) -> {
            assertThat(store.find(uuid).orElseThrow().state())
                    .as("run %s", uuid)
                    .isEqualTo(state);
            assertThat(store.body(uuid).orElseThrow().params()).isEqualTo(params(uuid));
        });
    }

    private void clear() throws Exception {
        for (String name : List.of("journal", "partitions")) {
            try (Stream<Path> files = Files.list(folder.resolve(name))) {
                for (Path file : files.toList()) {
                    Files.delete(file);
                }
            }
        }
        Files.delete(folder.resolve("inventory"));
    }

    @Test
    void paramsOfQueuedRunsAreReadOnceForManyAndNotAFrameForEach() {
        CountingDisk disk = new CountingDisk();
        MapDbConfig oneSegment = config().withSegmentBytes(1 << 22).withPartition(10_000, 1 << 30);
        int runs = 2_000;
        try (MapDbRunStore store = MapDbRunStore.open(oneSegment, disk)) {
            await(store.submit(IntStream.range(0, runs)
                    .mapToObj(i -> {
                        RunBuilder run = aRun();
                        return run.params(params(run.uuid())).build();
                    })
                    .toList()));
            long before = disk.reads();
            IntStream.range(0, runs).forEach(i -> claim(store));
            assertThat(disk.reads() - before).isLessThan(runs / 20);
        }
    }
}
