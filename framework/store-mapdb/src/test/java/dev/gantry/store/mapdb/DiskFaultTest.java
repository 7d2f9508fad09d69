package dev.gantry.store.mapdb;

import static dev.gantry.store.tck.RunBuilder.aRun;
import static dev.gantry.store.tck.StoreFixture.PATIENCE;
import static dev.gantry.store.tck.StoreFixture.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gantry.store.Claim;
import dev.gantry.store.ClaimRequest;
import dev.gantry.store.Completion;
import dev.gantry.store.Ending;
import dev.gantry.store.LeaseRef;
import dev.gantry.store.LogLine;
import dev.gantry.store.RemoteRun;
import dev.gantry.store.RunAddress;
import dev.gantry.store.RunQuery;
import dev.gantry.store.RunState;
import dev.gantry.store.RunUpdate;
import dev.gantry.store.StashWrite;
import dev.gantry.store.StoreUnavailableException;
import dev.gantry.store.tck.RunBuilder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A disk that fails for a while. */
final class DiskFaultTest {

    @TempDir
    Path folder;

    private final FaultyDisk disk = new FaultyDisk();
    private MapDbRunStore store;

    @BeforeEach
    void open() {
        store = MapDbRunStore.open(MapDbConfig.at(folder).withSegmentBytes(1 << 16), disk);
    }

    @AfterEach
    void close() {
        store.close();
    }

    private Optional<Claim> claim() {
        ClaimRequest request = new ClaimRequest("w", 1, PATIENCE, Map.of(RunBuilder.JOB_TYPE, 9));
        return await(store.claim(request)).claims().stream().findFirst();
    }

    private void submitIsRefused(RunBuilder run) {
        assertThatThrownBy(() -> await(store.submit(List.of(run.build()))))
                .isInstanceOf(StoreUnavailableException.class)
                .hasMessageContaining(folder.toString())
                .hasMessageContaining("again every second");
        assertThat(store.find(run.uuid())).isEmpty();
        assertThat(store.trouble()).isPresent();
    }

    /** Wait until the store has found out by itself that its disk is well again. */
    private void awaitRecovery() throws InterruptedException {
        for (int i = 0; i < PATIENCE.toSeconds() * 10 && store.trouble().isPresent(); i++) {
            assertThat(new CountDownLatch(1).await(100, TimeUnit.MILLISECONDS)).isFalse();
        }
        assertThat(store.trouble()).isEmpty();
    }

    @Test
    void onAFullDiskNothingIsAcknowledgedAndAllGoesOnOnceThereIsRoom() throws Exception {
        UUID before = aRunIsSubmitted();
        Claim claim = claim().orElseThrow();
        disk.full(true);

        submitIsRefused(aRun().description("No space left on device"));
        assertThatThrownBy(() -> end(claim)).isInstanceOf(StoreUnavailableException.class);
        assertThat(store.find(before).orElseThrow().state()).isEqualTo(RunState.RUNNING);
        assertThat(store.list(RunQuery.newest("", 9))).hasSize(1);

        disk.full(false);
        awaitRecovery();
        UUID after = aRunIsSubmitted();
        end(claim);
        reopen();
        assertThat(store.find(before).orElseThrow().state()).isEqualTo(RunState.SUCCEEDED);
        assertThat(store.list(RunQuery.newest("", 9)))
                .extracting(run -> run.uuid())
                .containsExactly(after, before);
    }

    @Test
    void whatAFailedForceLeftBehindIsVoidEvenIfItReachedTheDisk() throws Exception {
        UUID before = aRunIsSubmitted();
        disk.forceFails(true);
        RunBuilder refused = aRun();
        submitIsRefused(refused);
        disk.forceFails(false);
        awaitRecovery();
        UUID after = aRunIsSubmitted();

        reopen();

        assertThat(store.find(refused.uuid())).isEmpty();
        assertThat(store.list(RunQuery.newest("", 9)))
                .extracting(run -> run.uuid())
                .containsExactly(after, before);
    }

    @Test
    void anUndoneRetryLeavesTheFinishedRunAsItWas() throws Exception {
        aRunIsSubmitted();
        Claim claim = claim().orElseThrow();
        end(claim);
        disk.full(true);
        UUID uuid = claim.run().uuid();

        assertThatThrownBy(() -> await(store.retry(uuid, LogLine.event(Instant.EPOCH, "x"))))
                .isInstanceOf(StoreUnavailableException.class);

        assertThat(store.find(uuid).orElseThrow().state()).isEqualTo(RunState.SUCCEEDED);
        assertThat(store.log(uuid, 0).orElseThrow().entries()).isEmpty();
        disk.full(false);
        awaitRecovery();
        assertThat(claim()).isEmpty();
    }

    @Test
    void whatHangsOnRunsIsTakenBackWithTheWriteThatFailed() throws Exception {
        aRunIsSubmitted();
        Claim claim = claim().orElseThrow();
        LeaseRef attempt = new LeaseRef(claim.run().uuid(), claim.fence());
        UUID finished = aRunIsSubmitted();
        end(claim().orElseThrow());
        UUID child = submit(aRun().childOf(claim.run().uuid()));
        RunBuilder early = aRun().in("p", "early");
        assertThat(stash(early.uuid(), 0).written()).isTrue();
        RemoteRun remote = new RemoteRun(claim.run().uuid(), "http://b", new RunAddress("p", "x"));
        disk.full(true);

        List<CompletableFuture<?>> refused = List.of(
                store.putStash(new StashWrite(finished, "2", 0, "w", Optional.empty())),
                store.putStash(new StashWrite(UUID.randomUUID(), "3", 0, "w", Optional.of(attempt))),
                store.submit(List.of(early.build())),
                store.limitProject("p", 4),
                store.linkRemote(attempt, remote),
                store.cancel(claim.run().uuid(), LogLine.event(Instant.EPOCH, "x")));

        assertThat(refused)
                .allSatisfy(answer ->
                        assertThatThrownBy(() -> await(answer)).isInstanceOf(StoreUnavailableException.class));
        disk.full(false);
        awaitRecovery();
        assertThat(store.stash(finished)).isEmpty();
        assertThat(store.project("p").concurrency()).isEqualTo(1);
        assertThat(store.remoteCancels()).isEmpty();
        assertThat(stash(finished, 0).written()).isTrue();
        assertThat(stash(early.uuid(), 1).written()).isTrue();
        submit(early);
        assertThat(store.stash(early.uuid()).orElseThrow().version()).isEqualTo(2);
        await(store.linkRemote(attempt, remote));
        await(store.cancel(claim.run().uuid(), LogLine.event(Instant.EPOCH, "x")));
        assertThat(store.find(child).orElseThrow().state()).isEqualTo(RunState.CANCELLED);
        assertThat(store.remoteCancels()).containsExactly(remote);
    }

    private StashWrite.Result stash(UUID run, long expected) {
        return await(store.putStash(new StashWrite(run, "1", expected, "w", Optional.empty())));
    }

    private UUID submit(RunBuilder run) {
        assertThat(await(store.submit(List.of(run.build()))).get(0).created()).isTrue();
        return run.uuid();
    }

    @Test
    void aStoreThatIsClosedInTroubleKeepsWhatItAcknowledged() {
        UUID before = aRunIsSubmitted();
        disk.full(true);
        submitIsRefused(aRun());
        store.close();
        disk.full(false);

        open();

        assertThat(store.list(RunQuery.newest("", 9)))
                .extracting(run -> run.uuid())
                .containsExactly(before);
    }

    @Test
    void aSegmentThatWasGivenUpBeforeItWasListedIsNotMissedLater() throws Exception {
        MapDbConfig tiny = MapDbConfig.at(folder).withSegmentBytes(1 << 16).withPartition(20, 1 << 20);
        store.close();
        store = MapDbRunStore.open(tiny, disk);
        List<UUID> acknowledged = new ArrayList<>();
        executeRuns(1, acknowledged);
        disk.refuseNameOnce("inventory");
        // The first segment of the next generation gets its name and cannot be listed.
        assertThatThrownBy(() -> executeRuns(1_000, acknowledged)).isInstanceOf(StoreUnavailableException.class);
        awaitRecovery();
        executeRuns(1, acknowledged);
        awaitSealing();
        store.close();

        store = MapDbRunStore.open(tiny, disk);

        assertThat(acknowledged)
                .allSatisfy(uuid ->
                        assertThat(store.find(uuid).orElseThrow().state()).isEqualTo(RunState.SUCCEEDED));
    }

    /** Wait until what the first segment says is in a partition, and the segment is gone. */
    private void awaitSealing() throws InterruptedException {
        Path first = folder.resolve("journal").resolve(JournalFiles.segment(1));
        for (int i = 0; i < PATIENCE.toSeconds() * 10 && Files.exists(first); i++) {
            assertThat(new CountDownLatch(1).await(100, TimeUnit.MILLISECONDS)).isFalse();
        }
        assertThat(first).doesNotExist();
    }

    private void executeRuns(int runs, List<UUID> acknowledged) {
        for (int i = 0; i < runs; i++) {
            UUID uuid = aRunIsSubmitted();
            end(claim().orElseThrow());
            acknowledged.add(uuid);
        }
    }

    private void reopen() {
        store.close();
        open();
    }

    private UUID aRunIsSubmitted() {
        RunBuilder run = aRun();
        assertThat(await(store.submit(List.of(run.build()))).get(0).created()).isTrue();
        return run.uuid();
    }

    private void end(Claim claim) {
        RunUpdate nothing = RunUpdate.nothing(claim.run().uuid(), claim.fence());
        assertThat(await(store.complete(List.of(new Completion(nothing, new Ending.Finished(200, false))))))
                .isEmpty();
    }
}
