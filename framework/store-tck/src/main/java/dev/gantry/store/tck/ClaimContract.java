package dev.gantry.store.tck;

import static dev.gantry.store.tck.RunBuilder.JOB_TYPE;
import static dev.gantry.store.tck.RunBuilder.aRun;
import static dev.gantry.store.tck.StoreFixture.LEASE;
import static dev.gantry.store.tck.StoreFixture.TICK;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.store.Claim;
import dev.gantry.store.Claims;
import dev.gantry.store.Ending;
import dev.gantry.store.Lease;
import dev.gantry.store.LogBatch;
import dev.gantry.store.Run;
import dev.gantry.store.RunBody;
import dev.gantry.store.RunState;
import dev.gantry.store.RunUpdate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a claim gives, and in which order. */
interface ClaimContract extends StoreContract {

    @Test
    default void aClaimedRunIsRunningUnderALease() {
        Run queued = fixture().submit(aRun().params("{\"n\":9}"));
        Instant claimedAt = fixture().clock().advance(Duration.ofMillis(3));

        Claim claim = fixture().claimOne();

        assertThat(claim.run().state()).isEqualTo(RunState.RUNNING);
        assertThat(claim.run().standing().attempts()).isEqualTo(1);
        assertThat(claim.run().request()).isEqualTo(queued.request());
        assertThat(claim.run().lease())
                .contains(new Lease("worker-1", claim.run().fence(), claimedAt.plus(LEASE)));
        assertThat(claim.body()).isEqualTo(new RunBody("{\"n\":9}", Optional.empty()));
        assertThat(claim.abandoned()).isFalse();
        assertThat(fixture().run(queued.uuid())).isEqualTo(claim.run());
    }

    @Test
    default void aRunIsGivenToOneWorkerOnly() {
        fixture().submit(aRun());

        assertThat(fixture().claim(5, JOB_TYPE).claims()).hasSize(1);
        assertThat(fixture().claim(5, JOB_TYPE).claims()).isEmpty();
    }

    @Test
    default void priorityGoesFirstThenWhoWasDueEarlierThenWhoCameEarlier() {
        Instant now = fixture().now();
        Run plain = fixture().submit(aRun());
        Run sameMoment = fixture().submit(aRun().at("other/job"));
        Run overdue = fixture().submit(aRun().runAt(now.minusSeconds(1)));
        Run important = fixture().submit(aRun().at("other/job").priority(Integer.MAX_VALUE));
        Run unimportant = fixture().submit(aRun().priority(Integer.MIN_VALUE).runAt(now.minusSeconds(99)));

        List<Claim> claims = fixture().claim(9, JOB_TYPE, "other_job").claims();

        assertThat(claims)
                .extracting(claim -> claim.run().uuid())
                .containsExactly(important.uuid(), overdue.uuid(), plain.uuid(), sameMoment.uuid(), unimportant.uuid());
    }

    @Test
    default void aClaimTakesNoMoreThanItAskedFor() {
        fixture().submitAll(aRun(), aRun(), aRun());

        assertThat(fixture().claim(0, JOB_TYPE).claims()).isEmpty();
        assertThat(fixture().claim(2, JOB_TYPE).claims()).hasSize(2);
        assertThat(fixture().store().queued()).isEqualTo(Map.of(JOB_TYPE, 1L));
    }

    @Test
    default void aRunThatIsNotYetDueStaysAndTheClaimSaysUntilWhen() {
        Instant due = fixture().now().plusSeconds(60);
        Run run = fixture().submit(aRun().runAt(due));
        fixture().submit(aRun().runAt(due.plusSeconds(1)));
        fixture().submit(aRun().at("other/job").runAt(due.minusSeconds(30)));

        assertThat(fixture().claim(9, JOB_TYPE)).isEqualTo(new Claims(List.of(), Optional.of(Duration.ofSeconds(60))));

        fixture().clock().advance(Duration.ofSeconds(60).minus(TICK));
        assertThat(fixture().claim(9, JOB_TYPE).claims()).isEmpty();

        fixture().clock().advance(TICK);
        assertThat(fixture().claimOne().run().uuid()).isEqualTo(run.uuid());
    }

    @Test
    default void aClaimWithNothingAheadSaysSo() {
        assertThat(fixture().claim(9, JOB_TYPE)).isEqualTo(new Claims(List.of(), Optional.empty()));
    }

    @Test
    default void aClaimSaysWhenALeaseRunsOut() {
        fixture().submit(aRun());
        Claim held = fixture().claimOne();
        fixture().clock().advance(TICK);

        assertThat(fixture().claim(9, JOB_TYPE).nextDueIn())
                .contains(Duration.between(
                        fixture().now(), held.run().lease().orElseThrow().until()));
    }

    @Test
    default void runsOfOtherJobTypesStayWhereTheyAre() {
        Run other = fixture().submit(aRun().at("other/job"));

        assertThat(fixture().claim(9, JOB_TYPE).claims()).isEmpty();
        assertThat(fixture().claim(9).claims()).isEmpty();
        assertThat(fixture().run(other.uuid())).isEqualTo(other);
    }

    @Test
    default void aRunThatIsToGoOnLaterIsClaimedWhenItIsDueWithItsData() {
        fixture().submit(aRun().params("{\"n\":1}"));
        Claim first = fixture().claimOne();
        RunUpdate last = new RunUpdate(
                first.run().uuid(), first.fence(), Optional.empty(), LogBatch.EMPTY, Optional.of("{\"done\":1}"));
        fixture().complete(last, new Ending.Again(Duration.ofSeconds(10), true));
        assertThat(fixture().claim(1, JOB_TYPE).claims()).isEmpty();

        fixture().clock().advance(Duration.ofSeconds(10));
        Claim second = fixture().claimOne();

        assertThat(second.fence()).isGreaterThan(first.fence());
        assertThat(second.run().standing().attempts()).isEqualTo(2);
        assertThat(second.run().standing().errorCount()).isEqualTo(1);
        assertThat(second.abandoned()).isFalse();
        assertThat(second.body()).isEqualTo(new RunBody("{\"n\":1}", Optional.of("{\"done\":1}")));
    }
}
