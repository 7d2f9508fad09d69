package dev.gantry.store.mapdb;

import static dev.gantry.store.tck.RunBuilder.JOB_TYPE;
import static dev.gantry.store.tck.RunBuilder.aRun;
import static dev.gantry.store.tck.StoreFixture.LEASE;
import static dev.gantry.store.tck.StoreFixture.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gantry.store.Claim;
import dev.gantry.store.ClaimRequest;
import dev.gantry.store.Completion;
import dev.gantry.store.Ending;
import dev.gantry.store.LogEntry;
import dev.gantry.store.LogLine;
import dev.gantry.store.RunState;
import dev.gantry.store.RunUpdate;
import dev.gantry.store.StoreUnavailableException;
import dev.gantry.store.tck.RunBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A queued run whose params are only on the disk, and damaged there. */
final class UnreadableParamsTest {

    @TempDir
    Path folder;

    private final List<UUID> uuids = new ArrayList<>();
    private MapDbRunStore store;
    private UUID damaged;

    @BeforeEach
    void damageOneOfTen() {
        open();
        for (int i = 0; i < 10; i++) {
            uuids.add(submit(aRun().params("{\"n\":\"params-" + i + "\"}")));
        }
        damaged = uuids.get(5);
        flip("params-5");
    }

    private void open() {
        store = MapDbRunStore.open(
                MapDbConfig.at(folder).withPartition(4, 1 << 20).withHeldBodies(2));
    }

    @AfterEach
    void close() {
        store.close();
    }

    private UUID submit(RunBuilder run) {
        assertThat(await(store.submit(List.of(run.build()))).get(0).created()).isTrue();
        return run.uuid();
    }

    /** Flip a bit of a text wherever it stands in the journal. */
    private void flip(String text) {
        try (Stream<Path> files = Files.list(folder.resolve("journal"))) {
            for (Path file : files.toList()) {
                byte[] bytes = Files.readAllBytes(file);
                int at = new String(bytes, StandardCharsets.ISO_8859_1).indexOf(text);
                if (at >= 0) {
                    bytes[at] ^= 1;
                    Files.write(file, bytes);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<Claim> claimAll() {
        return await(store.claim(new ClaimRequest("w", 99, LEASE, Map.of(JOB_TYPE, 99))))
                .claims();
    }

    private void finish(List<Claim> claims) {
        List<Completion> ends = claims.stream()
                .map(claim -> new Completion(
                        RunUpdate.nothing(claim.run().uuid(), claim.fence()), new Ending.Finished(200, false)))
                .toList();
        assertThat(await(store.complete(ends))).isEmpty();
    }

    private void theDamagedRunIsHeldWithItsCause() {
        assertThat(store.find(damaged).orElseThrow().state()).isEqualTo(RunState.QUEUED);
        assertThat(store.log(damaged, 0).orElseThrow().entries())
                .extracting(LogEntry::line)
                .singleElement()
                .satisfies(line -> assertThat(line.message()).contains("Held", "segment-", "checksum"));
        assertThatThrownBy(() -> store.body(damaged))
                .isInstanceOf(StoreUnavailableException.class)
                .hasMessageContaining("segment-");
    }

    @Test
    void itIsHeldWithItsCauseAndTheOthersGoOn() {
        List<Claim> claims = claimAll();

        assertThat(claims).extracting(claim -> claim.run().uuid()).hasSize(9).doesNotContain(damaged);
        finish(claims);
        assertThat(claimAll()).isEmpty();
        theDamagedRunIsHeldWithItsCause();
        assertThat(store.queued()).containsEntry(JOB_TYPE, 1L);
    }

    @Test
    void itIsHeldThroughGenerationsAndRestartsThatNeverSawItsParams() {
        for (int i = 0; i < 3; i++) {
            finish(claimAll());
            for (int j = 0; j < 6; j++) {
                submit(aRun());
            }
        }
        finish(claimAll());
        assertThat(store.trouble()).isEmpty();
        awaitNothingFrom(1);

        store.close();
        open();

        assertThat(claimAll()).isEmpty();
        assertThat(store.find(damaged).orElseThrow().state()).isEqualTo(RunState.QUEUED);
        assertThatThrownBy(() -> store.body(damaged))
                .isInstanceOf(StoreUnavailableException.class)
                .hasMessageContaining("segment-");
    }

    /** Wait until a segment is let go of. */
    private void awaitNothingFrom(long segment) {
        while (Files.exists(folder.resolve("journal").resolve(JournalFiles.segment(segment)))) {
            submit(aRun());
            finish(claimAll());
        }
    }

    @Test
    void itCanBeCancelledAndIsKept() {
        finish(claimAll());
        assertThat(await(store.cancel(damaged, LogLine.event(Instant.EPOCH, "enough"))))
                .hasValueSatisfying(run -> assertThat(run.state()).isEqualTo(RunState.CANCELLED));
        awaitNothingFrom(1);

        store.close();
        open();

        assertThat(store.find(damaged).orElseThrow().state()).isEqualTo(RunState.CANCELLED);
        assertThat(store.log(damaged, 0).orElseThrow().entries()).hasSize(2);
    }
}
