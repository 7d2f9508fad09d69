package dev.gantry.store.tck;

import static dev.gantry.store.tck.RunBuilder.JOB_TYPE;
import static dev.gantry.store.tck.RunBuilder.aRun;
import static dev.gantry.store.tck.StoreFixture.LEASE;
import static dev.gantry.store.tck.StoreFixture.await;
import static dev.gantry.store.tck.StoreFixture.finished;
import static dev.gantry.store.tck.StoreFixture.lease;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gantry.store.Claim;
import dev.gantry.store.ProjectState;
import dev.gantry.store.Run;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** How many runs of a project may be RUNNING at once. */
interface ProjectContract extends StoreContract {

    private List<String> claimedIds(int max) {
        return fixture().claim(max, JOB_TYPE, "other_job").claims().stream()
                .map(claim ->
                        claim.run().request().origin().address().orElseThrow().jobId())
                .toList();
    }

    @Test
    default void aProjectIsSerialUntilItIsToldOtherwise() {
        fixture().submitAll(aRun().in("p", "a"), aRun().in("p", "b"), aRun().in("p", "c"));

        assertThat(claimedIds(9)).containsExactly("a");
        assertThat(claimedIds(9)).isEmpty();
        await(fixture().store().limitProject("p", 2));
        assertThat(claimedIds(9)).containsExactly("b");
        assertThat(claimedIds(9)).isEmpty();
    }

    @Test
    default void anEndedRunMakesRoomForTheNext() {
        fixture().submitAll(aRun().in("p", "a"), aRun().in("p", "b"));
        Claim first = fixture().claimOne();

        fixture().complete(first, finished(500));

        assertThat(claimedIds(9)).containsExactly("b");
    }

    @Test
    default void whatDoesNotFitStandsInNobodysWay() {
        fixture()
                .submitAll(IntStream.range(0, 50)
                        .mapToObj(i -> aRun().in("p", "j" + i).priority(9))
                        .toArray(RunBuilder[]::new));
        fixture().submitAll(aRun().in("q", "a").priority(-1), aRun());

        assertThat(fixture().claimAll()).hasSize(3);
        assertThat(fixture().claimAll()).isEmpty();
    }

    @Test
    default void whoComesFirstGoesFirstOverAllJobsOfAProject() {
        fixture()
                .submitAll(
                        aRun().in("p", "a"),
                        aRun().in("p", "b").at("other/job"),
                        aRun().in("p", "c").priority(1),
                        aRun().in("p", "d").at("other/job").priority(1));
        for (String expected : List.of("c", "d", "a", "b")) {
            List<Claim> claims = fixture().claim(9, JOB_TYPE, "other_job").claims();
            assertThat(claims)
                    .extracting(claim -> claim.run()
                            .request()
                            .origin()
                            .address()
                            .orElseThrow()
                            .jobId())
                    .containsExactly(expected);
            fixture().complete(claims.get(0), finished(200));
        }
    }

    @Test
    default void aRunThatIsNotDueTakesNoPlace() {
        fixture().submitAll(aRun().in("p", "later").runAt(fixture().now().plusSeconds(5)), aRun().in("p", "now"));

        assertThat(claimedIds(9)).containsExactly("now");
        fixture().clock().advance(Duration.ofSeconds(6));
        assertThat(claimedIds(9)).isEmpty();
    }

    @Test
    default void aParkedRunKeepsThePlaceInItsProject() {
        fixture().submitAll(aRun().in("p", "a"), aRun().in("p", "b"));
        Claim parent = fixture().claimOne();

        await(fixture().store().park(List.of(lease(parent))));

        assertThat(claimedIds(9)).isEmpty();
    }

    @Test
    default void anAbandonedRunIsTakenOverThoughItsProjectIsFull() {
        fixture().submitAll(aRun().in("p", "a"), aRun().in("p", "b"));
        await(fixture().store().limitProject("p", 2));
        assertThat(claimedIds(9)).hasSize(2);
        await(fixture().store().limitProject("p", 1));
        fixture().clock().advance(LEASE);

        assertThat(claimedIds(9)).containsExactly("a", "b");
    }

    @Test
    default void aProjectThatIsToldFewerStopsNothingAndBeginsNothing() {
        await(fixture().store().limitProject("p", 2));
        fixture().submitAll(aRun().in("p", "a"), aRun().in("p", "b"), aRun().in("p", "c"));
        List<Claim> claims = fixture().claim(2, JOB_TYPE).claims();
        await(fixture().store().limitProject("p", 1));

        fixture().complete(claims.get(0), finished(200));
        assertThat(claimedIds(9)).isEmpty();
        fixture().complete(claims.get(1), finished(200));
        assertThat(claimedIds(9)).containsExactly("c");
    }

    @Test
    default void theLimitOfTheJobHoldsToo() {
        await(fixture().store().limitProject("p", 5));
        fixture().submitAll(aRun().in("p", "a"), aRun().in("p", "b"), aRun().in("q", "c"));

        assertThat(fixture().claim(9, Map.of(JOB_TYPE, 1)).claims()).hasSize(1);
    }

    @Test
    default void aCancelledRunLeavesItsPlaceInTheQueue() {
        fixture().submitAll(aRun().in("p", "a"), aRun().in("p", "b"));
        Run first = fixture().submit(aRun().in("p", "c").priority(3));

        fixture().cancel(first.uuid());

        assertThat(claimedIds(9)).containsExactly("a");
    }

    @Test
    default void aProjectSaysWhatItIsDoing() {
        assertThat(fixture().store().project("nobody")).isEqualTo(new ProjectState(1, List.of(), 0));
        fixture().submitAll(aRun().in("p", "a"), aRun().in("p", "b"), aRun().in("p", "c"), aRun().in("q", "d"));
        assertThat(await(fixture().store().limitProject("p", 2))).isEqualTo(new ProjectState(2, List.of(), 3));

        List<Claim> claims = fixture().claim(9, JOB_TYPE).claims();

        assertThat(fixture().store().project("p"))
                .isEqualTo(new ProjectState(
                        2, List.of(claims.get(0).run(), claims.get(1).run()), 1));
        claims.forEach(claim -> fixture().complete(claim, finished(200)));
        assertThat(fixture().store().project("p")).isEqualTo(new ProjectState(2, List.of(), 1));
        assertThat(fixture().store().project("q")).isEqualTo(new ProjectState(1, List.of(), 0));
    }

    @Test
    default void aProjectCannotBeTurnedOff() {
        assertThatThrownBy(() -> await(fixture().store().limitProject("p", 0)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("at least 1");
    }

    @Test
    default void aLongSerialProjectIsWorkedOffOneByOneBesideOthers() {
        int length = 4_000;
        await(fixture()
                .store()
                .submit(IntStream.range(0, length)
                        .mapToObj(i -> aRun().in("long", "j" + i).build())
                        .toList()));
        for (int i = 0; i < 100; i++) {
            fixture().submit(aRun());
            List<Claim> claims = fixture().claim(9, JOB_TYPE).claims();
            assertThat(claims).hasSize(2);
            claims.forEach(claim -> fixture().complete(claim, finished(200)));
        }

        assertThat(fixture().store().project("long").queued()).isEqualTo(length - 100);
    }
}
