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
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that somebody took away while the store was closed. */
final class MissingFileTest {

    private static final int RUNS = 12;

    private final MovableClock clock = new MovableClock();

    @TempDir
    Path folder;

    @TempDir
    Path elsewhere;

    private MapDbRunStore open() {
        return MapDbRunStore.open(SmallPartitionsTest.small(folder).withClock(clock));
    }

    private List<Path> files() throws IOException {
        List<Path> found = new ArrayList<>();
        for (String subfolder : List.of("journal", "partitions")) {
            try (Stream<Path> files = Files.list(folder.resolve(subfolder))) {
                files.filter(file -> !file.getFileName().toString().startsWith("spare"))
                        .forEach(found::add);
            }
        }
        return found;
    }

    private Path inventory() {
        return folder.resolve("inventory");
    }

    @BeforeEach
    void fill() {
        try (MapDbRunStore store = open()) {
            for (int i = 0; i < RUNS; i++) {
                RunBuilder run = aRun();
                await(store.submit(List.of(run.build())));
                await(store.cancel(run.uuid(), LogLine.event(Instant.EPOCH, "enough")));
            }
            clock.advance(Duration.ofDays(1));
            // Too late for any to be dropped, but old enough for all to be sealed.
            await(store.dropFinishedBefore(MovableClock.START));
            await(store.submit(List.of(aRun().build())));
        }
    }

    @Test
    void eachFileIsMissedByName() throws IOException {
        assertThat(files()).hasSizeGreaterThan(2);
        for (Path file : files()) {
            Path away = Files.move(file, elsewhere.resolve(file.getFileName()));
            assertThatThrownBy(() -> open().close())
                    .isInstanceOf(StoreUnavailableException.class)
                    .hasMessageContaining(file + " is missing")
                    .hasMessageContaining("backup");
            Files.move(away, file);
        }
        try (MapDbRunStore store = open()) {
            assertThat(store.list(RunQuery.newest("", 99))).hasSize(RUNS + 1);
        }
    }

    @Test
    void movedAwayTogetherWithTheInventoryAFileIsNotMissed() throws IOException {
        Files.delete(folder.resolve("partitions")
                .resolve(files().stream()
                        .map(file -> file.getFileName().toString())
                        .filter(name -> name.startsWith("partition"))
                        .findFirst()
                        .orElseThrow()));
        Files.delete(inventory());

        try (MapDbRunStore store = open()) {
            assertThat(store.list(RunQuery.newest("", 99))).isNotEmpty().hasSizeLessThan(RUNS + 1);
        }
        assertThat(inventory()).exists();
    }

    @Test
    void aFolderWithoutAnInventoryGetsOne() throws IOException {
        Files.delete(inventory());

        try (MapDbRunStore store = open()) {
            assertThat(store.list(RunQuery.newest("", 99))).hasSize(RUNS + 1);
        }

        eachFileIsMissedByName();
    }

    @Test
    void aDamagedInventoryIsRefused() throws IOException {
        String right = Files.readString(inventory());
        Files.writeString(inventory(), right.replaceFirst("segment", "segmant"));
        assertThatThrownBy(() -> open().close())
                .isInstanceOf(StoreUnavailableException.class)
                .hasMessageContaining(inventory() + " is damaged at offset 0");
        Files.writeString(inventory(), "");
        assertThatThrownBy(() -> open().close()).isInstanceOf(StoreUnavailableException.class);
    }

    @Test
    void whatRetentionDroppedStaysDroppedEvenIfItsFileIsStillThere() throws IOException {
        List<Path> partitions = files().stream()
                .filter(file -> file.toString().endsWith(".mapdb"))
                .toList();
        for (Path partition : partitions) {
            Files.copy(partition, elsewhere.resolve(partition.getFileName()));
        }
        try (MapDbRunStore store = open()) {
            await(store.dropFinishedBefore(clock.instant()));
            // As if the power had gone before the disk noticed that the file is gone.
            Path last = partitions.get(partitions.size() - 1);
            Files.copy(elsewhere.resolve(last.getFileName()), last);
        }

        try (MapDbRunStore store = open()) {
            assertThat(store.list(RunQuery.newest("", 99))).hasSize(1);
        }
    }
}
