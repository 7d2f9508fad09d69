package dev.gantry.store.tck;

import static dev.gantry.store.tck.RunBuilder.JOB_TYPE;
import static dev.gantry.store.tck.RunBuilder.aRun;
import static dev.gantry.store.tck.StoreFixture.LEASE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.store.Claim;
import dev.gantry.store.ClaimRequest;
import dev.gantry.store.Ending;
import dev.gantry.store.Run;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What a claim gives of which the worker can begin only a part at once. */
interface AheadContract extends StoreContract {

    private List<UUID> claim(int max, ClaimRequest.Ahead ahead) {
        Map<String, Integer> limits = Map.of(JOB_TYPE, Integer.MAX_VALUE, "other_job", Integer.MAX_VALUE);
        ClaimRequest request = new ClaimRequest("worker-1", max, ahead, LEASE, limits, List.of(), List.of());
        return fixture().claim(request).claims().stream()
                .map(claim -> claim.run().uuid())
                .toList();
    }

    private static ClaimRequest.Ahead ahead(int most) {
        return new ClaimRequest.Ahead(most, Set.of(JOB_TYPE, "other_job"));
    }

    /** Submit a run and let its first attempt break; it is due again. */
    private UUID broken(RunBuilder run) {
        UUID uuid = fixture().submit(run).uuid();
        Claim claim = fixture().claim(1, JOB_TYPE).claims().get(0);
        fixture().complete(claim, new Ending.Again(Duration.ZERO, true));
        return uuid;
    }

    @Test
    default void runsThatWaitAreGivenOnTopOfThoseThatBeginAtOnce() {
        List<UUID> runs = List.of(
                fixture().submit(aRun()).uuid(),
                fixture().submit(aRun().at("other/job")).uuid(),
                fixture().submit(aRun()).uuid(),
                fixture().submit(aRun()).uuid());

        assertThat(claim(1, ahead(2))).isEqualTo(runs.subList(0, 3));
        assertThat(claim(0, ahead(2))).isEqualTo(runs.subList(3, 4));
    }

    @Test
    default void aRunThatHadAnErrorIsGivenOnlyToBeBegunAtOnceAndNobodyOvertakesIt() {
        UUID broken = broken(aRun());
        List<UUID> sound = List.of(
                fixture().submit(aRun()).uuid(), fixture().submit(aRun()).uuid());

        assertThat(claim(0, ahead(9))).isEmpty();
        assertThat(claim(1, ahead(9))).containsExactly(broken, sound.get(0), sound.get(1));
    }

    @Test
    default void aRunThatHadAnErrorIsNotOvertakenByThoseOfOtherPrioritiesAndJobs() {
        UUID before = fixture().submit(aRun().priority(1)).uuid();
        UUID broken = broken(aRun().priority(9));
        UUID behind = fixture().submit(aRun().at("other/job").priority(1)).uuid();
        UUID last = fixture().submit(aRun().at("other/job")).uuid();

        // It goes back to its place in the queue, which is the first.
        assertThat(claim(0, ahead(9))).isEmpty();
        assertThat(claim(1, ClaimRequest.Ahead.NONE)).containsExactly(broken);
        assertThat(claim(0, ahead(2))).containsExactly(before, behind);
        assertThat(claim(0, ahead(2))).containsExactly(last);
    }

    @Test
    default void oneRunOfALaneHadAnErrorAndThoseBeforeItMayWaitAllTheSame() {
        UUID first = fixture().submit(aRun().priority(1)).uuid();
        UUID second = fixture().submit(aRun().priority(1)).uuid();
        List<Claim> claims = fixture().claim(2, JOB_TYPE).claims();
        fixture().complete(claims.get(1), new Ending.Again(Duration.ZERO, true));
        fixture().complete(claims.get(0), new Ending.Unbegun());
        UUID third = fixture().submit(aRun().priority(1)).uuid();

        assertThat(claim(0, ahead(9))).containsExactly(first);
        assertThat(claim(0, ahead(9))).isEmpty();
        assertThat(claim(1, ClaimRequest.Ahead.NONE)).containsExactly(second);
        assertThat(claim(0, ahead(9))).containsExactly(third);
    }

    @Test
    default void aRunOfAJobThatAFirstErrorMayEndIsGivenOnlyToBeBegunAtOnceAndNobodyOvertakesIt() {
        UUID first = fixture().submit(aRun()).uuid();
        UUID fragile = fixture().submit(aRun().at("other/job")).uuid();
        UUID last = fixture().submit(aRun()).uuid();
        ClaimRequest.Ahead ahead = new ClaimRequest.Ahead(9, Set.of(JOB_TYPE));

        assertThat(claim(0, ahead)).containsExactly(first);
        assertThat(claim(0, ahead)).isEmpty();
        assertThat(claim(1, ahead)).containsExactly(fragile, last);
    }

    @Test
    default void aRunWhoseWorkerDiedIsGivenThoughItCannotBeBegunSinceOnlyItsDeathIsRecorded() {
        Run run = fixture().submit(aRun());
        Claim dead = fixture().claimOne();
        fixture().clock().advance(LEASE);

        assertThat(claim(0, ahead(1))).containsExactly(run.uuid());
        assertThat(fixture().run(run.uuid()).fence()).isGreaterThan(dead.fence());
    }
}
