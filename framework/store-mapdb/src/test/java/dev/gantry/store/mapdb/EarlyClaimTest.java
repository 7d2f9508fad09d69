package dev.gantry.store.mapdb;

import static dev.gantry.store.tck.RunBuilder.JOB_TYPE;
import static dev.gantry.store.tck.RunBuilder.aRun;
import static dev.gantry.store.tck.StoreFixture.LEASE;
import static dev.gantry.store.tck.StoreFixture.PATIENCE;
import static dev.gantry.store.tck.StoreFixture.await;
import static dev.gantry.store.tck.StoreFixture.lease;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gantry.store.Claim;
import dev.gantry.store.ClaimRequest;
import dev.gantry.store.Claims;
import dev.gantry.store.Completion;
import dev.gantry.store.Ending;
import dev.gantry.store.LeaseRef;
import dev.gantry.store.LogLine;
import dev.gantry.store.Run;
import dev.gantry.store.RunQuery;
import dev.gantry.store.RunState;
import dev.gantry.store.RunUpdate;
import dev.gantry.store.StoreUnavailableException;
import dev.gantry.store.Submission;
import dev.gantry.store.tck.FailingForces;
import dev.gantry.store.tck.FailingForcesWalk;
import dev.gantry.store.tck.MovableClock;
import dev.gantry.store.tck.RunBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
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
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Claims are answered before they are forced: what that may change for anybody, and what not. */
final class EarlyClaimTest {

    @TempDir
    Path folder;

    @TempDir
    Path afterAKill;

    private final MovableClock clock = new MovableClock();
    private final FaultyDisk disk = new FaultyDisk();
    private MapDbRunStore store;

    @BeforeEach
    void open() {
        store = MapDbRunStore.open(config(folder), disk);
    }

    private MapDbConfig config(Path where) {
        return MapDbConfig.at(where).withClock(clock).withSegmentBytes(1 << 16);
    }

    @AfterEach
    void close() {
        disk.beforeForce(() -> {});
        store.close();
    }

    private static ClaimRequest request(int limit, LeaseRef... resuming) {
        return new ClaimRequest("w", 9, LEASE, Map.of(JOB_TYPE, limit), List.of(resuming), List.of());
    }

    private Claims claim() {
        return await(store.claim(request(9)));
    }

    private UUID aRunIsSubmitted() {
        RunBuilder run = aRun();
        assertThat(await(store.submit(List.of(run.build()))).get(0).created()).isTrue();
        return run.uuid();
    }

    private CompletableFuture<List<UUID>> end(Claim claim, int code) {
        RunUpdate nothing = RunUpdate.nothing(claim.run().uuid(), claim.fence());
        return store.complete(List.of(new Completion(nothing, new Ending.Finished(code, false))));
    }

    /** Claim what is there while forces fail; the answer. */
    private Claims claimThatCannotBeForced() {
        disk.forceFails(true);
        Claims claims = claim();
        awaitTrouble();
        return claims;
    }

    private void awaitTrouble() {
        assertThatThrownBy(() -> await(store.submit(List.of(aRun().build()))))
                .isInstanceOf(StoreUnavailableException.class);
    }

    private void heal() {
        disk.forceFails(false);
        for (int i = 0; i < PATIENCE.toSeconds() * 100 && store.trouble().isPresent(); i++) {
            await(new CompletableFuture<Boolean>().completeOnTimeout(true, 10, TimeUnit.MILLISECONDS));
        }
        assertThat(store.trouble()).isEmpty();
        await(store.renew(List.of(), LEASE));
    }

    private Run run(UUID uuid) {
        return store.find(uuid).orElseThrow();
    }

    /** What the next process finds if this one is killed now. */
    private MapDbRunStore openAsAfterAKill() {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.toList()) {
                Path copy = afterAKill.resolve(folder.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(copy);
                } else {
                    Files.copy(file, copy);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return MapDbRunStore.open(config(afterAKill));
    }

    @Test
    void aClaimIsAnsweredWhileItsForceIsUnderWayAndReadersSeeItOnlyAfterwards() {
        UUID uuid = aRunIsSubmitted();
        CountDownLatch answered = new CountDownLatch(1);
        disk.beforeForce(() -> awaitLatch(answered));

        Claims claims = claim();

        assertThat(claims.claims()).hasSize(1);
        assertThat(run(uuid).state()).isEqualTo(RunState.QUEUED);
        answered.countDown();
        await(store.renew(List.of(), LEASE));
        assertThat(run(uuid)).isEqualTo(claims.claims().get(0).run());
    }

    private static void awaitLatch(CountDownLatch latch) {
        try {
            assertThat(latch.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void anAttemptIsCountedWhenItsProcessIsKilledBeforeTheForceOfItsClaim() {
        UUID uuid = aRunIsSubmitted();
        CountDownLatch copied = new CountDownLatch(1);
        disk.beforeForce(() -> awaitLatch(copied));
        Claims claims = claim();
        assertThat(claims.claims()).hasSize(1);

        try (MapDbRunStore next = openAsAfterAKill()) {
            copied.countDown();
            assertThat(next.find(uuid).orElseThrow().standing().attempts()).isEqualTo(1);
            Claim again = await(next.claim(request(9))).claims().get(0);
            assertThat(again.abandoned()).isTrue();
            assertThat(again.fence()).isGreaterThan(claims.claims().get(0).fence());
        }
    }

    @Test
    void aClaimThatWasAnsweredStandsThoughItsForceFails() {
        UUID uuid = aRunIsSubmitted();
        Claim told = claimThatCannotBeForced().claims().get(0);

        assertThat(run(uuid).state()).isEqualTo(RunState.QUEUED);
        assertThat(claim().claims()).isEmpty();
        assertThatThrownBy(() -> await(end(told, 200))).isInstanceOf(StoreUnavailableException.class);
        clock.advance(LEASE.minusSeconds(1));
        assertThat(await(store.renew(List.of(lease(told)), LEASE)).lost()).isEmpty();
        clock.advance(LEASE.minusSeconds(1));
        heal();

        assertThat(claim().claims()).isEmpty();
        assertThat(run(uuid).heldUnder(told.fence())).isTrue();
        assertThat(store.queued()).isEmpty();
        assertThat(await(end(told, 201))).isEmpty();
        store.close();
        open();
        assertThat(run(uuid).standing().resultCode()).isEqualTo(201);
        assertThat(run(uuid).standing().attempts()).isEqualTo(1);
    }

    @Test
    void anAttemptThatLostItsRunInSuchATimeIsRefusedUnderAFenceThatNobodyElseHas() {
        UUID uuid = aRunIsSubmitted();
        Claim told = claimThatCannotBeForced().claims().get(0);
        clock.advance(LEASE);
        heal();

        Claim second = claim().claims().get(0);

        assertThat(second.fence()).isGreaterThan(told.fence());
        assertThat(second.abandoned()).isTrue();
        assertThat(await(end(told, 500))).containsExactly(uuid);
        assertThat(await(end(second, 200))).isEmpty();
        assertThat(run(uuid).standing().attempts()).isEqualTo(2);
        assertThat(store.list(RunQuery.newest("", 9))).hasSize(1);
    }

    @Test
    void aClaimThatWasAnsweredAndNeverForcedHasNotBeenOnceItsProcessIsKilled() {
        UUID uuid = aRunIsSubmitted();
        assertThat(claimThatCannotBeForced().claims()).hasSize(1);

        try (MapDbRunStore next = openAsAfterAKill()) {
            assertThat(next.find(uuid).orElseThrow().state()).isEqualTo(RunState.QUEUED);
            assertThat(await(next.claim(request(9))).claims()).hasSize(1);
        }
    }

    @Test
    void aRunThatMayYetBeRefusedIsNotGivenAway() {
        aRunIsSubmitted();
        assertThat(claim().claims()).hasSize(1);
        await(store.renew(List.of(), LEASE));
        CountDownLatch together = new CountDownLatch(1);
        CountDownLatch underWay = new CountDownLatch(1);
        disk.beforeForce(() -> {
            if (underWay.getCount() > 0) {
                underWay.countDown();
                awaitLatch(together);
            } else {
                disk.forceFails(true);
            }
        });
        CompletableFuture<List<Submission>> taken = store.submit(List.of(aRun().build()));
        awaitLatch(underWay);
        RunBuilder refused = aRun();
        CompletableFuture<List<Submission>> submitted = store.submit(List.of(refused.build()));
        CompletableFuture<Claims> claims = store.claim(request(9));
        together.countDown();

        assertThat(await(taken)).hasSize(1);
        assertThatThrownBy(() -> await(submitted)).isInstanceOf(StoreUnavailableException.class);
        assertThatThrownBy(() -> await(claims)).isInstanceOf(StoreUnavailableException.class);
        disk.beforeForce(() -> {});
        heal();
        assertThat(store.find(refused.uuid())).isEmpty();
        assertThat(claim().claims()).hasSize(1);
    }

    @Test
    void aParkedRunThatWasToldToGoOnGoesOnThoughTheForceFails() {
        aRunIsSubmitted();
        Claim parked = claim().claims().get(0);
        assertThat(await(store.park(List.of(lease(parked))))).hasSize(1);
        aRunIsSubmitted();
        disk.forceFails(true);

        Claims claims = await(store.claim(request(2, lease(parked))));
        awaitTrouble();

        assertThat(claims.resumed()).containsExactly(lease(parked));
        assertThat(claims.claims()).hasSize(1);
        heal();
        aRunIsSubmitted();
        assertThat(await(store.claim(request(2))).claims()).isEmpty();
        assertThat(await(store.claim(request(3))).claims()).hasSize(1);
    }

    @Test
    void aCancelledRunThatSuchAClaimEndsIsReportedToNobodyBeforeItIsForced() {
        UUID uuid = aRunIsSubmitted();
        assertThat(claim().claims()).hasSize(1);
        assertThat(await(store.cancel(uuid, LogLine.event(Instant.EPOCH, "x")))).isPresent();
        clock.advance(LEASE);
        List<RunState> told = new ArrayList<>();
        try (var subscription = store.onChange(run -> told.add(run.state()))) {
            assertThat(subscription).isNotNull();
            assertThat(claimThatCannotBeForced().claims()).isEmpty();
            assertThat(run(uuid).state()).isEqualTo(RunState.RUNNING);
            assertThat(told).isEmpty();
        }
        heal();
        assertThat(claim().claims()).isEmpty();
        await(store.renew(List.of(), LEASE));
        assertThat(run(uuid).state()).isEqualTo(RunState.CANCELLED);
    }

    @Test
    void whatWasRefusedHasNotHappenedWhenTheProcessIsKilledBeforeTheDiskIsWell() {
        UUID before = aRunIsSubmitted();
        RunBuilder refused = aRun();
        disk.forceFails(true);
        assertThatThrownBy(() -> await(store.submit(List.of(refused.build()))))
                .isInstanceOf(StoreUnavailableException.class);

        try (MapDbRunStore next = openAsAfterAKill()) {
            assertThat(next.find(refused.uuid())).isEmpty();
            assertThat(next.find(before)).isPresent();
            assertThat(Optional.of(await(next.submit(List.of(refused.build())))))
                    .hasValueSatisfying(
                            again -> assertThat(again.get(0).created()).isTrue());
        }
    }

    @Test
    void randomStepsLeaveWhatANaiveStoreWouldHoldThoughClaimsCannotBeForcedNowAndThen() {
        store.close();
        FailingForces forces = new FailingForces() {
            @Override
            public void fail() {
                disk.forceFails(true);
            }

            @Override
            public void heal() {
                EarlyClaimTest.this.heal();
            }
        };
        FailingForcesWalk.walk(
                movable -> {
                    store = MapDbRunStore.open(SmallPartitionsTest.small(folder).withClock(movable), disk);
                    return store;
                },
                forces,
                4);
    }
}
