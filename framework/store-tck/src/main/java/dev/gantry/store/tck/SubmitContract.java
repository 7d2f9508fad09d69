package dev.gantry.store.tck;

import static dev.gantry.store.tck.RunBuilder.JOB_TYPE;
import static dev.gantry.store.tck.RunBuilder.aRun;
import static dev.gantry.store.tck.StoreFixture.TICK;
import static dev.gantry.store.tck.StoreFixture.lease;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gantry.store.Claim;
import dev.gantry.store.LeaseLostException;
import dev.gantry.store.Progress;
import dev.gantry.store.Run;
import dev.gantry.store.RunAddress;
import dev.gantry.store.RunBody;
import dev.gantry.store.RunLog;
import dev.gantry.store.RunState;
import dev.gantry.store.Standing;
import dev.gantry.store.Submission;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What a submit does. */
interface SubmitContract extends StoreContract {

    @Test
    default void aSubmittedRunIsQueuedAndFoundWithAllThatWasAskedFor() {
        Instant later = fixture().now().plusSeconds(90).plus(TICK);
        RunBuilder asked = aRun().description("all of it")
                .tags(Map.of("stage", "main", "team", "ops"))
                .priority(-7)
                .runAt(later)
                .key("k1")
                .params("{\"n\": 3}");

        Run run = fixture().submit(asked);

        assertThat(run.request()).isEqualTo(asked.build().request());
        assertThat(run.standing())
                .isEqualTo(new Standing(RunState.QUEUED, later, 0, 0, Standing.UNFINISHED, false, Optional.empty()));
        assertThat(run.progress()).isEqualTo(Progress.NONE);
        assertThat(run.fence()).isZero();
        assertThat(run.lease()).isEmpty();
        assertThat(run.createdAt()).isEqualTo(fixture().now());
        assertThat(run.stamp().updatedAt()).isEqualTo(fixture().now());
        assertThat(fixture().store().find(run.uuid())).contains(run);
        assertThat(fixture().store().body(run.uuid())).contains(new RunBody("{\"n\": 3}", Optional.empty()));
        assertThat(fixture().store().log(run.uuid(), 0)).contains(RunLog.EMPTY);
    }

    @Test
    default void aRunWithoutRunAtIsDueAtOnce() {
        assertThat(fixture().submit(aRun()).runAt()).isEqualTo(fixture().now());
    }

    @Test
    default void runsAreNumberedInTheOrderOfTheirSubmits() {
        List<Submission> first = fixture().submitAll(aRun(), aRun().at("a/b"), aRun());
        fixture().clock().advance(Duration.ofSeconds(-5));
        Run second = fixture().submit(aRun());

        assertThat(first).extracting(submission -> submission.run().number()).containsExactly(1L, 2L, 3L);
        assertThat(second.number()).isEqualTo(4);
    }

    @Test
    default void aTakenUuidIsReportedAndNothingIsWritten() {
        Run run = fixture().submit(aRun().params("{\"first\":1}"));

        Submission second = fixture()
                .submitAll(aRun().uuid(run.uuid()).at("other/job").params("{}"))
                .get(0);

        assertThat(second).isEqualTo(new Submission(run, false));
        assertThat(fixture().store().body(run.uuid()).orElseThrow().params()).isEqualTo("{\"first\":1}");
        assertThat(fixture().store().queued()).isEqualTo(Map.of(JOB_TYPE, 1L));
    }

    @Test
    default void theUuidOfAFinishedRunIsTakenToo() {
        Run finished = fixture().finish(aRun(), 200);

        assertThat(fixture().submitAll(aRun().uuid(finished.uuid()))).containsExactly(new Submission(finished, false));
    }

    @Test
    default void aBatchAnswersForEachOfItsRunsInOrder() {
        Run taken = fixture().submit(aRun());
        UUID twice = UUID.randomUUID();

        List<Submission> answers =
                fixture().submitAll(aRun().uuid(twice), aRun().uuid(taken.uuid()), aRun().uuid(twice), aRun());

        assertThat(answers).extracting(Submission::created).containsExactly(true, false, false, true);
        assertThat(answers.get(2).run().uuid()).isEqualTo(twice);
        assertThat(answers.get(1).run()).isEqualTo(taken);
        assertThat(fixture().store().queued()).isEqualTo(Map.of(JOB_TYPE, 3L));
    }

    @Test
    default void anEmptyBatchIsAnsweredEmpty() {
        assertThat(fixture().submitAll()).isEmpty();
    }

    @Test
    default void queuedRunsAreCountedByJobType() {
        fixture()
                .submitAll(
                        aRun(),
                        aRun(),
                        aRun().at("other/job").runAt(fixture().now().plusSeconds(60)));
        assertThat(fixture().store().queued()).isEqualTo(Map.of(JOB_TYPE, 2L, "other_job", 1L));

        fixture().claim(1, JOB_TYPE);
        assertThat(fixture().store().queued()).isEqualTo(Map.of(JOB_TYPE, 1L, "other_job", 1L));

        fixture().claim(1, JOB_TYPE);
        assertThat(fixture().store().queued()).isEqualTo(Map.of("other_job", 1L));
    }

    @Test
    default void whatWasNeverSubmittedIsNotFound() {
        UUID nobody = UUID.randomUUID();

        assertThat(fixture().store().find(nobody)).isEmpty();
        assertThat(fixture().store().body(nobody)).isEmpty();
        assertThat(fixture().store().log(nobody, 0)).isEmpty();
    }

    @Test
    default void anAttemptThatHoldsItsRunSubmitsOthers() {
        fixture().submit(aRun());
        Claim parent = fixture().claimOne();

        Run child = fixture().submit(aRun().in("p", "child").by(lease(parent)));

        assertThat(child.request().origin().parent()).contains(parent.run().uuid());
        assertThat(child.uuid()).isEqualTo(new RunAddress("p", "child").uuid());
        assertThat(child.project()).contains("p");
    }

    @Test
    default void anAttemptThatLostItsRunCreatesNoneOfABatch() {
        fixture().submit(aRun());
        Claim old = fixture().claimOne();
        fixture().clock().advance(StoreFixture.LEASE);
        fixture().claimOne();

        assertThatThrownBy(() -> fixture().submitAll(aRun(), aRun().by(lease(old)), aRun()))
                .isInstanceOf(LeaseLostException.class);
        assertThat(fixture().store().queued()).isEmpty();
        assertThat(fixture().submit(aRun()).number()).isEqualTo(2);
    }
}
