package dev.gantry.store.tck;

import static dev.gantry.store.tck.RunBuilder.JOB_TYPE;
import static dev.gantry.store.tck.RunBuilder.aRun;
import static dev.gantry.store.tck.StoreFixture.LEASE;
import static dev.gantry.store.tck.StoreFixture.await;
import static dev.gantry.store.tck.StoreFixture.finished;
import static dev.gantry.store.tck.StoreFixture.lease;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.store.Claim;
import dev.gantry.store.ClaimRequest;
import dev.gantry.store.Claims;
import dev.gantry.store.Lease;
import dev.gantry.store.LeaseRef;
import dev.gantry.store.Run;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Runs that wait for others and give their place back meanwhile. */
interface ParkContract extends StoreContract {

    private Claim parked() {
        Claim claim = fixture().claim(1, Map.of(JOB_TYPE, 1)).claims().get(0);
        assertThat(await(fixture().store().park(List.of(lease(claim))))).containsExactly(lease(claim));
        return claim;
    }

    private boolean isParked(Claim claim) {
        return fixture().run(claim.run().uuid()).lease().filter(Lease::parked).isPresent();
    }

    @Test
    default void aParkedRunDoesNotCountAgainstTheLimitOfItsJob() {
        fixture().submitAll(aRun(), aRun());
        Claim parent = parked();

        assertThat(fixture().claim(9, Map.of(JOB_TYPE, 1)).claims()).hasSize(1);
        assertThat(isParked(parent)).isTrue();
        assertThat(fixture().run(parent.run().uuid()).stamp())
                .isEqualTo(parent.run().stamp());
    }

    @Test
    default void aParkedRunGoesOnOnceTheLimitAllowsIt() {
        fixture().submitAll(aRun(), aRun());
        Claim parent = parked();
        Claim child = fixture().claim(1, Map.of(JOB_TYPE, 1)).claims().get(0);

        assertThat(fixture().resume(9, 1, lease(parent)).resumed()).isEmpty();
        fixture().complete(child, finished(200));
        assertThat(fixture().resume(9, 1, lease(parent)).resumed()).containsExactly(lease(parent));

        assertThat(isParked(parent)).isFalse();
        assertThat(fixture().complete(parent, finished(200))).isTrue();
    }

    @Test
    default void aParkedRunOfAJobThatIsNotNamedGoesOnAndNoneOfItBegins() {
        fixture().submitAll(aRun(), aRun());
        Claim parent = parked();

        Claims claims = await(fixture()
                .store()
                .claim(new ClaimRequest("worker-1", 9, LEASE, Map.of(), List.of(lease(parent)), List.of())));

        assertThat(claims.resumed()).containsExactly(lease(parent));
        assertThat(claims.claims()).isEmpty();
    }

    @Test
    default void aRunThatGoesOnDoesSoBeforeAnyOtherBegins() {
        fixture().submitAll(aRun(), aRun().priority(-9), aRun());
        Claim parent = fixture().claim(1, Map.of(JOB_TYPE, 1)).claims().get(0);
        await(fixture().store().park(List.of(lease(parent))));

        Claims claims = fixture().resume(2, 1, lease(parent));

        assertThat(claims.resumed()).containsExactly(lease(parent));
        assertThat(claims.claims()).isEmpty();
    }

    @Test
    default void thoseThatGoOnCountTowardsTheMost() {
        fixture().submitAll(aRun(), aRun(), aRun(), aRun());
        List<LeaseRef> parents = fixture().claim(2, JOB_TYPE).claims().stream()
                .map(StoreFixture::lease)
                .toList();
        await(fixture().store().park(parents));

        Claims one = fixture().resume(1, 9, parents.get(1), parents.get(0));
        assertThat(one.resumed()).containsExactly(parents.get(1));
        assertThat(one.claims()).isEmpty();
        Claims two = fixture().resume(2, 9, parents.get(0));
        assertThat(two.resumed()).containsExactly(parents.get(0));
        assertThat(two.claims()).hasSize(1);
    }

    @Test
    default void aRunThatGoesOnAlreadyIsToldSoAgain() {
        fixture().submit(aRun());
        Claim parent = parked();
        assertThat(fixture().resume(1, 1, lease(parent)).resumed()).containsExactly(lease(parent));

        assertThat(fixture().resume(1, 1, lease(parent)).resumed()).containsExactly(lease(parent));
    }

    @Test
    default void whoLostItsLeaseNeitherParksNorGoesOn() {
        fixture().submit(aRun());
        Claim first = fixture().claimOne();
        fixture().clock().advance(LEASE);
        Claim second = fixture().claimOne();
        LeaseRef unknown = new LeaseRef(UUID.randomUUID(), 1);

        assertThat(await(fixture().store().park(List.of(lease(first), unknown))))
                .isEmpty();
        assertThat(isParked(second)).isFalse();
        assertThat(fixture().resume(9, 9, lease(first), unknown).resumed()).isEmpty();
    }

    @Test
    default void aLeaseIsRenewedWhileItsRunIsParked() {
        fixture().submit(aRun());
        Claim parent = parked();
        fixture().clock().advance(LEASE.minusSeconds(1));
        assertThat(await(fixture().store().renew(List.of(lease(parent)), LEASE)).lost())
                .isEmpty();
        fixture().clock().advance(LEASE.minusSeconds(1));

        assertThat(fixture().claimAll()).isEmpty();
        assertThat(isParked(parent)).isTrue();
    }

    @Test
    default void aParkedRunWhoseWorkerDiedIsTakenOverWithinTheLimit() {
        fixture().submitAll(aRun().priority(9), aRun());
        Claim parent = parked();
        Claim child = fixture().claim(1, Map.of(JOB_TYPE, 1)).claims().get(0);
        fixture().clock().advance(LEASE.dividedBy(2));
        await(fixture().store().renew(List.of(lease(child)), LEASE));
        fixture().clock().advance(LEASE.dividedBy(2));

        assertThat(fixture().claim(9, Map.of(JOB_TYPE, 1)).claims()).isEmpty();
        List<Claim> taken = fixture().claim(9, Map.of(JOB_TYPE, 2)).claims();
        assertThat(taken)
                .extracting(claim -> claim.run().uuid())
                .containsExactly(parent.run().uuid());
        assertThat(isParked(taken.get(0))).isFalse();
    }

    @Test
    default void anyDepthOfWaitingRunsWorksWithOnePlace() {
        for (int depth = 0; depth < 30; depth++) {
            fixture().submit(aRun());
            Claim unused = parked();
        }
        fixture().submit(aRun());
        Claim innermost = fixture().claim(9, Map.of(JOB_TYPE, 1)).claims().get(0);

        assertThat(fixture().complete(innermost, finished(200))).isTrue();
    }

    @Test
    default void aCancelledRunThatIsParkedEndsAsCancelled() {
        fixture().submit(aRun());
        Claim parent = parked();
        fixture().cancel(parent.run().uuid());

        assertThat(await(fixture().store().renew(List.of(lease(parent)), LEASE)).cancelled())
                .containsExactly(lease(parent));
        fixture().complete(parent, finished(200));
        assertThat(fixture().run(parent.run().uuid()).standing().resultCode()).isEqualTo(Run.CANCELLED_CODE);
    }
}
