package dev.gantry.store.tck;

import static dev.gantry.store.tck.RunBuilder.aRun;
import static dev.gantry.store.tck.StoreFixture.LEASE;
import static dev.gantry.store.tck.StoreFixture.finished;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.store.Claim;
import dev.gantry.store.LogBatch;
import dev.gantry.store.LogLine;
import dev.gantry.store.Progress;
import dev.gantry.store.Run;
import dev.gantry.store.RunBody;
import dev.gantry.store.RunLog;
import dev.gantry.store.RunState;
import dev.gantry.store.RunUpdate;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What a worker that no longer owns a run can do to it: nothing. */
interface FenceContract extends StoreContract {

    private RunUpdate report(UUID uuid, long fence) {
        LogLine line = LogLine.event(fixture().now(), "from " + fence);
        return new RunUpdate(
                uuid,
                fence,
                Optional.of(new Progress(0.5, 0, 0.1)),
                LogBatch.of(line),
                Optional.of("{\"by\":" + fence + "}"));
    }

    @Test
    default void aLateFenceIsRefusedWhateverItWrites() {
        fixture().submit(aRun().params("{}"));
        Claim paused = fixture().claimOne();
        fixture().clock().advance(LEASE);
        Claim owner = fixture().claimOne();
        UUID uuid = owner.run().uuid();
        RunUpdate late = report(uuid, paused.fence());

        assertThat(fixture().update(late)).isFalse();
        assertThat(fixture().complete(late, finished(200))).isFalse();

        assertThat(fixture().run(uuid)).isEqualTo(owner.run());
        assertThat(fixture().store().body(uuid)).contains(new RunBody("{}", Optional.empty()));
        assertThat(fixture().store().log(uuid, 0)).contains(RunLog.EMPTY);
        assertThat(fixture().complete(owner, finished(201))).isTrue();
        assertThat(fixture().run(uuid).standing().resultCode()).isEqualTo(201);
    }

    @Test
    default void aFenceThatWasNeverGivenOutIsRefused() {
        Run queued = fixture().submit(aRun());
        assertThat(fixture().update(report(queued.uuid(), 0))).isFalse();
        assertThat(fixture().update(report(UUID.randomUUID(), 1))).isFalse();

        Claim claim = fixture().claimOne();
        assertThat(fixture().update(report(queued.uuid(), claim.fence() + 1))).isFalse();
    }

    @Test
    default void anAttemptEndsOnce() {
        fixture().submit(aRun());
        Claim claim = fixture().claimOne();

        assertThat(fixture().complete(claim, finished(200))).isTrue();
        Run after = fixture().run(claim.run().uuid());
        assertThat(fixture().complete(claim, finished(500))).isFalse();
        assertThat(fixture().update(report(claim.run().uuid(), claim.fence()))).isFalse();
        assertThat(fixture().run(claim.run().uuid())).isEqualTo(after);
    }

    @Test
    default void aFenceOfARetriedRunIsRefused() {
        fixture().submit(aRun());
        Claim before = fixture().claimOne();
        fixture().complete(before, finished(500));
        StoreFixture.await(
                fixture().store().retry(before.run().uuid(), fixture().why("again")));

        assertThat(fixture().update(report(before.run().uuid(), before.fence())))
                .isFalse();
        Claim again = fixture().claimOne();
        assertThat(again.fence()).isGreaterThan(before.fence());
        assertThat(fixture().update(report(before.run().uuid(), before.fence())))
                .isFalse();
        assertThat(fixture().run(before.run().uuid()).state()).isEqualTo(RunState.RUNNING);
    }

    @Test
    default void aFenceOfARunThatWasDroppedAndQueuedAnewIsRefused() {
        UUID uuid = UUID.randomUUID();
        fixture().submit(aRun().uuid(uuid));
        Claim frozen = fixture().claimOne();
        StoreFixture.await(fixture().store().cancel(uuid, fixture().why("taken too long")));
        fixture().clock().advance(LEASE);
        fixture().claim(1, RunBuilder.JOB_TYPE);
        fixture().clock().advance(Duration.ofDays(1));
        StoreFixture.await(fixture().store().dropFinishedBefore(fixture().now()));
        assertThat(fixture().store().find(uuid)).isEmpty();
        fixture().submit(aRun().uuid(uuid));

        Claim anew = fixture().claimOne();

        assertThat(anew.run().uuid()).isEqualTo(uuid);
        assertThat(fixture().update(report(uuid, frozen.fence()))).isFalse();
        assertThat(fixture().run(uuid)).isEqualTo(anew.run());
    }

    @Test
    default void theRefusedOfABatchAreNamedAndTheOthersAreTaken() {
        fixture().submitAll(aRun(), aRun(), aRun());
        List<Claim> claims = fixture().claim(3, RunBuilder.JOB_TYPE).claims();
        List<UUID> uuids = claims.stream().map(claim -> claim.run().uuid()).toList();

        List<UUID> refused = StoreFixture.await(fixture()
                .store()
                .update(List.of(
                        report(uuids.get(0), claims.get(0).fence()),
                        report(uuids.get(1), claims.get(1).fence() + 7),
                        report(uuids.get(2), claims.get(2).fence()))));

        assertThat(refused).containsExactly(uuids.get(1));
        assertThat(fixture().run(uuids.get(0)).progress().completeness()).isEqualTo(0.5);
        assertThat(fixture().run(uuids.get(1)).progress().completeness()).isZero();
        assertThat(fixture().run(uuids.get(2)).progress().completeness()).isEqualTo(0.5);
    }
}
