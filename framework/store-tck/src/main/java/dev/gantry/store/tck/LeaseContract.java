package dev.gantry.store.tck;

import static dev.gantry.store.tck.RunBuilder.JOB_TYPE;
import static dev.gantry.store.tck.RunBuilder.aRun;
import static dev.gantry.store.tck.StoreFixture.LEASE;
import static dev.gantry.store.tck.StoreFixture.TICK;
import static dev.gantry.store.tck.StoreFixture.await;
import static dev.gantry.store.tck.StoreFixture.finished;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.store.Claim;
import dev.gantry.store.LeaseRef;
import dev.gantry.store.Renewal;
import dev.gantry.store.Run;
import dev.gantry.store.RunState;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** How long a run belongs to a worker. */
interface LeaseContract extends StoreContract {

    private LeaseRef ref(Claim claim) {
        return new LeaseRef(claim.run().uuid(), claim.fence());
    }

    @Test
    default void aRunWhoseLeaseRanOutIsGivenAwayAsAbandoned() {
        fixture().submit(aRun());
        Claim first = fixture().claimOne();

        fixture().clock().advance(LEASE.minus(TICK));
        assertThat(fixture().claim(1, JOB_TYPE).claims()).isEmpty();

        fixture().clock().advance(TICK);
        Claim second = fixture().claimOne();
        assertThat(second.abandoned()).isTrue();
        assertThat(second.fence()).isGreaterThan(first.fence());
        assertThat(second.run().standing().attempts()).isEqualTo(2);
    }

    @Test
    default void aRenewedLeaseRunsFromTheRenewal() {
        fixture().submit(aRun());
        Claim claim = fixture().claimOne();
        fixture().clock().advance(LEASE.minusSeconds(1));

        Renewal renewal = await(fixture().store().renew(List.of(ref(claim)), Duration.ofSeconds(5)));

        assertThat(renewal).isEqualTo(new Renewal(Set.of(), Set.of()));
        fixture().clock().advance(Duration.ofSeconds(5).minus(TICK));
        assertThat(fixture().claim(1, JOB_TYPE).claims()).isEmpty();
        fixture().clock().advance(TICK);
        assertThat(fixture().claim(1, JOB_TYPE).claims()).hasSize(1);
    }

    @Test
    default void aLeaseThatRanOutIsStillItsHoldersUntilSomebodyElseClaims() {
        fixture().submit(aRun());
        Claim claim = fixture().claimOne();
        fixture().clock().advance(LEASE.multipliedBy(2));

        assertThat(await(fixture().store().renew(List.of(ref(claim)), LEASE)).lost())
                .isEmpty();
        assertThat(fixture().claim(1, JOB_TYPE).claims()).isEmpty();
        assertThat(fixture().complete(claim, finished(200))).isTrue();
    }

    @Test
    default void aRenewalReportsWhatIsLostAndWhatIsCancelled() {
        fixture().submitAll(aRun(), aRun(), aRun(), aRun());
        List<Claim> claims = fixture().claim(4, JOB_TYPE).claims();
        Claim kept = claims.get(0);
        Claim cancelled = claims.get(1);
        Claim finished = claims.get(2);
        Claim lost = claims.get(3);
        LeaseRef unknown = new LeaseRef(UUID.randomUUID(), 1);
        await(fixture().store().cancel(cancelled.run().uuid(), fixture().why("enough")));
        fixture().complete(finished, finished(200));
        List<LeaseRef> mine = List.of(ref(kept), ref(cancelled));
        fixture().clock().advance(Duration.ofSeconds(20));
        await(fixture().store().renew(mine, LEASE));
        fixture().clock().advance(Duration.ofSeconds(10));
        assertThat(fixture().claimOne().run().uuid()).isEqualTo(lost.run().uuid());

        Renewal renewal = await(
                fixture().store().renew(List.of(ref(kept), ref(cancelled), ref(finished), ref(lost), unknown), LEASE));

        assertThat(renewal.lost()).containsExactlyInAnyOrder(ref(finished), ref(lost), unknown);
        assertThat(renewal.cancelled()).containsExactly(ref(cancelled));
    }

    @Test
    default void aLeaseThatIsLostDoesNotTaintALaterOneOfTheSameRun() {
        fixture().submit(aRun());
        Claim first = fixture().claimOne();
        fixture().clock().advance(LEASE);
        Claim second = fixture().claimOne();

        Renewal renewal = await(fixture().store().renew(List.of(ref(first), ref(second)), LEASE));

        assertThat(renewal).isEqualTo(new Renewal(Set.of(ref(first)), Set.of()));
    }

    @Test
    default void aRenewalLeavesNoTraceBesidesTheLease() {
        fixture().submit(aRun());
        Run before = fixture().claimOne().run();
        fixture().clock().advance(Duration.ofSeconds(1));

        await(fixture().store().renew(List.of(new LeaseRef(before.uuid(), before.fence())), LEASE));

        assertThat(fixture().run(before.uuid()))
                .isEqualTo(before.renewed(LEASE, fixture().now()));
    }

    @Test
    default void aLeaseThatRanOutIsRenewedByTheClaimOfAHolderThatSaysSo() {
        fixture().submit(aRun());
        Claim claim = fixture().claimOne();
        fixture().clock().advance(LEASE.multipliedBy(2));

        assertThat(fixture().claimHolding("worker-1", ref(claim))).isEmpty();

        assertThat(fixture().run(claim.run().uuid()))
                .isEqualTo(claim.run().renewed(LEASE, fixture().now()));
        assertThat(fixture().claim(1, JOB_TYPE).claims()).isEmpty();
        assertThat(fixture().complete(claim, finished(200))).isTrue();
    }

    @Test
    default void aLeaseThatHasNotRunOutIsNotRenewedByAClaim() {
        fixture().submit(aRun());
        Claim claim = fixture().claimOne();
        fixture().clock().advance(LEASE.dividedBy(2));

        assertThat(fixture().claimHolding("worker-1", ref(claim))).isEmpty();

        assertThat(fixture().run(claim.run().uuid())).isEqualTo(claim.run());
    }

    @Test
    default void aRunWhoseLeaseRanOutIsGivenAwayUnlessItsHolderNamesItWithItsFence() {
        fixture().submitAll(aRun(), aRun(), aRun());
        List<Claim> claims = fixture().claim(3, JOB_TYPE).claims();
        Claim kept = claims.get(0);
        Claim unnamed = claims.get(1);
        Claim staleNamed = claims.get(2);
        fixture().clock().advance(LEASE);

        LeaseRef stale = new LeaseRef(staleNamed.run().uuid(), staleNamed.fence() - 1);
        List<Claim> takenOver = fixture().claimHolding("worker-1", ref(kept), stale);

        assertThat(takenOver)
                .allMatch(Claim::abandoned)
                .extracting(claim -> claim.run().uuid())
                .containsExactly(unnamed.run().uuid(), staleNamed.run().uuid());
    }

    @Test
    default void aRunWhoseLeaseRanOutIsNotKeptByNamingTheLeaseOfAnother() {
        fixture().submit(aRun());
        Claim first = fixture().claimOne();
        fixture().clock().advance(LEASE);

        assertThat(fixture().claimHolding("worker-2", ref(first))).hasSize(1);
        assertThat(fixture().claimHolding("worker-1", ref(first))).isEmpty();

        assertThat(fixture().complete(first, finished(200))).isFalse();
        fixture().clock().advance(LEASE);
        assertThat(fixture().claimHolding("worker-1", ref(first))).hasSize(1);
    }

    @Test
    default void aCancelledRunWhoseLeaseRanOutStaysRunningWhileItsHolderSaysThatItHoldsIt() {
        Run run = fixture().submit(aRun());
        Claim claim = fixture().claimOne();
        await(fixture().store().cancel(run.uuid(), fixture().why("enough")));
        fixture().clock().advance(LEASE);

        assertThat(fixture().claimHolding("worker-1", ref(claim))).isEmpty();

        assertThat(fixture().run(run.uuid()).state()).isEqualTo(RunState.RUNNING);
        assertThat(fixture().complete(claim, finished(200))).isTrue();
        assertThat(fixture().run(run.uuid()).state()).isEqualTo(RunState.CANCELLED);
    }

    @Test
    default void aCancelledRunWhoseLeaseRanOutBecomesCancelledAndIsGivenToNobody() {
        Run run = fixture().submit(aRun());
        fixture().claimOne();
        await(fixture().store().cancel(run.uuid(), fixture().why("enough")));
        fixture().clock().advance(LEASE);

        assertThat(fixture().claim(9, JOB_TYPE).claims()).isEmpty();

        Run after = fixture().run(run.uuid());
        assertThat(after.state()).isEqualTo(RunState.CANCELLED);
        assertThat(after.standing().resultCode()).isEqualTo(Run.CANCELLED_CODE);
        assertThat(after.lease()).isEmpty();
    }
}
