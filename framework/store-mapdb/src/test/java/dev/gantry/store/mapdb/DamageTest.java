package dev.gantry.store.mapdb;

import static dev.gantry.store.tck.RunBuilder.aRun;
import static dev.gantry.store.tck.StoreFixture.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gantry.store.LogLine;
import dev.gantry.store.RunQuery;
import dev.gantry.store.StoreUnavailableException;
import dev.gantry.store.tck.MovableClock;
import dev.gantry.store.tck.RunBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that come back other than they were written. */
final class DamageTest {

    private final MovableClock clock = new MovableClock();

    @TempDir
    Path folder;

    private MapDbRunStore open() {
        return MapDbRunStore.open(SmallPartitionsTest.small(folder).withClock(clock));
    }

    private List<Path> files(String where) throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve(where))) {
            return files.sorted().toList();
        }
    }

    private Path segment(int fromTheEnd) throws IOException {
        List<Path> segments = files("journal").stream()
                .filter(file -> file.getFileName().toString().startsWith("segment"))
                .toList();
        return segments.get(segments.size() - 1 - fromTheEnd);
    }

    private List<UUID> submitOneByOne(int count) {
        List<UUID> uuids = new ArrayList<>();
        try (MapDbRunStore store = open()) {
            for (int i = 0; i < count; i++) {
                RunBuilder run = aRun().description("run " + i);
                uuids.add(run.uuid());
                await(store.submit(List.of(run.build())));
            }
        }
        return uuids;
    }

    private static int used(byte[] segment) {
        int used = segment.length;
        while (used > 0 && segment[used - 1] == 0) {
            used--;
        }
        return used;
    }

    @Test
    void aTornTailIsCutWhereverItWasTorn() throws IOException {
        List<UUID> uuids = submitOneByOne(5);
        Path last = segment(0);
        byte[] whole = Files.readAllBytes(last);
        int used = used(whole);
        for (int cut = used - 80; cut < used; cut++) {
            byte[] torn = whole.clone();
            Arrays.fill(torn, cut, torn.length, (byte) 0);
            Files.write(last, torn);
            try (MapDbRunStore store = open()) {
                assertThat(uuids.subList(0, 4))
                        .allSatisfy(uuid -> assertThat(store.find(uuid)).isPresent());
                await(store.submit(List.of(aRun().build())));
            }
            try (MapDbRunStore store = open()) {
                assertThat(store.find(uuids.get(3))).isPresent();
            }
            Files.write(last, whole);
        }
    }

    @Test
    void aFlippedBitInTheJournalIsRefusedWithFileAndOffset() throws IOException {
        submitOneByOne(60);
        SplittableRandom random = new SplittableRandom(7);
        for (int trial = 0; trial < 60; trial++) {
            Path file = segment(trial % 2);
            byte[] whole = Files.readAllBytes(file);
            byte[] flipped = whole.clone();
            // The last frame cannot be told from a torn write.
            int at = random.nextInt(Math.max(1, used(whole) - 400));
            flipped[at] ^= (byte) (1 << random.nextInt(8));
            boolean isPadding = at >= SegmentHeader.SIZE && whole[at] == 0;
            Files.write(file, flipped);
            if (!isPadding && (at < 36 || at >= SegmentHeader.SIZE)) {
                assertThatThrownBy(() -> open().close())
                        .as("bit flipped in %s at %d", file, at)
                        .isInstanceOf(StoreUnavailableException.class)
                        .hasMessageContaining(file.toString())
                        .hasMessageContaining("damaged at offset")
                        .hasMessageContaining("backup");
            }
            Files.write(file, whole);
        }
    }

    @Test
    void aFlippedBitInAPartitionIsReportedAndNeverServed() throws IOException {
        List<UUID> uuids = finishAndSeal(12);
        List<String> right;
        try (MapDbRunStore store = open()) {
            right = uuids.stream().map(uuid -> picture(store, uuid)).toList();
        }
        Path partition = files("partitions").get(0);
        byte[] whole = Files.readAllBytes(partition);
        SplittableRandom random = new SplittableRandom(11);
        int reported = 0;
        for (int trial = 0; trial < 150; trial++) {
            byte[] flipped = whole.clone();
            int at = random.nextInt(whole.length);
            while (whole[at] == 0) {
                at = random.nextInt(whole.length);
            }
            flipped[at] ^= (byte) (1 << random.nextInt(8));
            Files.write(partition, flipped);
            reported += serves(uuids, right) ? 0 : 1;
        }
        Files.write(partition, whole);
        assertThat(reported).isPositive();
        assertThat(serves(uuids, right)).isTrue();
    }

    /** Whether all is served as it was; anything else must have been reported. */
    private boolean serves(List<UUID> uuids, List<String> right) {
        try (MapDbRunStore store = open()) {
            for (int i = 0; i < uuids.size(); i++) {
                assertThat(picture(store, uuids.get(i))).isEqualTo(right.get(i));
            }
            assertThat(store.list(RunQuery.newest("examples", 100))).hasSize(uuids.size());
            return true;
        } catch (StoreUnavailableException e) {
            assertThat(e).hasMessageContaining("partition-");
            return false;
        }
    }

    private static String picture(MapDbRunStore store, UUID uuid) {
        return store.find(uuid) + " " + store.body(uuid) + " " + store.log(uuid, 0);
    }

    private List<UUID> finishAndSeal(int count) {
        List<UUID> uuids = new ArrayList<>();
        try (MapDbRunStore store = open()) {
            for (int i = 0; i < count; i++) {
                RunBuilder run = aRun().description("run " + i).params("{\"n\":" + i + "}");
                uuids.add(run.uuid());
                await(store.submit(List.of(run.build())));
                await(store.cancel(run.uuid(), LogLine.event(Instant.EPOCH, "why " + i)));
            }
            clock.advance(Duration.ofDays(1));
            // Too late for any to be dropped, but old enough for all to be sealed.
            await(store.dropFinishedBefore(MovableClock.START));
        }
        return uuids;
    }

    @Test
    void retentionGivesTheDiskBack() throws IOException {
        List<UUID> uuids = finishAndSeal(40);
        assertThat(files("partitions")).hasSizeGreaterThan(1);

        try (MapDbRunStore store = open()) {
            assertThat(await(store.dropFinishedBefore(clock.instant()))).isEqualTo(40);
            assertThat(files("partitions")).isEmpty();
            assertThat(uuids).allSatisfy(uuid -> assertThat(store.find(uuid)).isEmpty());
        }
        assertThat(files("journal")).hasSizeLessThan(8);
    }

    @Test
    void aSecondOpenIsRefusedWithTheFolderNamed() {
        try (MapDbRunStore store = open()) {
            assertThat(store.trouble()).isEmpty();
            assertThatThrownBy(this::open)
                    .isInstanceOf(StoreUnavailableException.class)
                    .hasMessageContaining(folder.toString())
                    .hasMessageContaining("in use");
        }
        open().close();
    }
}
