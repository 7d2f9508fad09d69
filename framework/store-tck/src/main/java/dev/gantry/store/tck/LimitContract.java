package dev.gantry.store.tck;

import static dev.gantry.store.tck.RunBuilder.JOB_TYPE;
import static dev.gantry.store.tck.RunBuilder.aRun;
import static dev.gantry.store.tck.StoreFixture.LEASE;
import static dev.gantry.store.tck.StoreFixture.finished;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.store.Claim;
import dev.gantry.store.Ending;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** How many runs of a job type may be RUNNING at once. */
interface LimitContract extends StoreContract {

    @Test
    default void aLimitHoldsOverAllClaims() {
        fixture().submitAll(aRun(), aRun(), aRun());

        assertThat(fixture().claim(3, Map.of(JOB_TYPE, 2)).claims()).hasSize(2);
        assertThat(fixture().claim(3, Map.of(JOB_TYPE, 2)).claims()).isEmpty();
        assertThat(fixture().claim(3, Map.of(JOB_TYPE, 3)).claims()).hasSize(1);
    }

    @Test
    default void aLimitOfZeroKeepsTheTypeQueued() {
        fixture().submit(aRun());

        assertThat(fixture().claim(3, Map.of(JOB_TYPE, 0)).claims()).isEmpty();
    }

    @Test
    default void aTypeAtItsLimitDoesNotHoldUpOthers() {
        fixture().submitAll(aRun().priority(9), aRun().priority(9), aRun().at("other/job"));

        assertThat(fixture().claim(9, Map.of(JOB_TYPE, 1, "other_job", 1)).claims())
                .extracting(claim -> claim.run().jobType())
                .containsExactly(JOB_TYPE, "other_job");
    }

    @Test
    default void everyEndOfAnAttemptFreesItsPlace() {
        fixture().submitAll(aRun(), aRun(), aRun(), aRun());
        for (Ending ending : List.of(
                finished(200), finished(500), new Ending.Again(Duration.ofDays(1), true), new Ending.Unbegun())) {
            Claim claim = fixture().claim(4, Map.of(JOB_TYPE, 1)).claims().get(0);
            assertThat(fixture().claim(4, Map.of(JOB_TYPE, 1)).claims()).isEmpty();
            fixture().complete(claim, ending);
        }

        Claim last = fixture().claim(4, Map.of(JOB_TYPE, 1)).claims().get(0);
        StoreFixture.await(fixture().store().cancel(last.run().uuid(), fixture().why("enough")));
        fixture().submit(aRun());
        assertThat(fixture().claim(4, Map.of(JOB_TYPE, 1)).claims()).isEmpty();
        fixture().complete(last, finished(200));
        assertThat(fixture().claim(4, Map.of(JOB_TYPE, 1)).claims()).hasSize(1);
    }

    @Test
    default void anAbandonedRunKeepsItsPlaceAndIsTakenOverWithinTheLimit() {
        fixture().submitAll(aRun(), aRun().priority(9));
        Claim held = fixture().claim(1, Map.of(JOB_TYPE, 1)).claims().get(0);
        fixture().clock().advance(LEASE);
        fixture().submit(aRun().priority(99));

        List<Claim> claims = fixture().claim(9, Map.of(JOB_TYPE, 1)).claims();

        assertThat(claims).hasSize(1);
        assertThat(claims.get(0).run().uuid()).isEqualTo(held.run().uuid());
        assertThat(claims.get(0).abandoned()).isTrue();
    }

    @Test
    default void abandonedRunsAreNotTakenOverPastALimitThatWasLowered() {
        fixture().submitAll(aRun(), aRun(), aRun());
        assertThat(fixture().claim(3, Map.of(JOB_TYPE, 3)).claims()).hasSize(3);
        fixture().clock().advance(LEASE);

        assertThat(fixture().claim(9, Map.of(JOB_TYPE, 1)).claims()).hasSize(1);
        assertThat(fixture().claim(9, Map.of(JOB_TYPE, 1)).claims()).isEmpty();
        assertThat(fixture().claim(9, Map.of(JOB_TYPE, 2)).claims()).hasSize(1);
    }

    @Test
    default void aCancelledRunWhoseLeaseRanOutFreesItsPlace() {
        fixture().submitAll(aRun(), aRun());
        Claim held = fixture().claim(1, Map.of(JOB_TYPE, 1)).claims().get(0);
        StoreFixture.await(fixture().store().cancel(held.run().uuid(), fixture().why("enough")));
        fixture().clock().advance(LEASE);

        assertThat(fixture().claim(9, Map.of(JOB_TYPE, 1)).claims())
                .extracting(claim -> claim.run().number())
                .containsExactly(2L);
    }
}
