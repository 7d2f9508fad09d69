package dev.gantry.store.tck;

import static dev.gantry.store.tck.RunBuilder.aRun;
import static dev.gantry.store.tck.StoreFixture.finished;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.store.Claim;
import dev.gantry.store.Ending;
import dev.gantry.store.LogBatch;
import dev.gantry.store.LogLine;
import dev.gantry.store.Progress;
import dev.gantry.store.Run;
import dev.gantry.store.RunState;
import dev.gantry.store.RunUpdate;
import dev.gantry.store.Standing;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** What reports and the end of an attempt do. */
interface CompleteContract extends StoreContract {

    @Test
    default void aReportIsRecordedPartByPart() {
        fixture().submit(aRun());
        Claim claim = fixture().claimOne();
        Progress half = new Progress(0.5, 0.002, 0.25);

        fixture()
                .update(new RunUpdate(
                        claim.run().uuid(), claim.fence(), Optional.of(half), LogBatch.EMPTY, Optional.empty()));
        fixture()
                .update(new RunUpdate(
                        claim.run().uuid(), claim.fence(), Optional.empty(), LogBatch.EMPTY, Optional.of("{\"a\":1}")));
        fixture()
                .update(new RunUpdate(
                        claim.run().uuid(),
                        claim.fence(),
                        Optional.empty(),
                        LogBatch.of(LogLine.error(fixture().now(), 17, "hm")),
                        Optional.empty()));

        Run run = fixture().run(claim.run().uuid());
        assertThat(run.progress()).isEqualTo(half);
        assertThat(run.lease()).isEqualTo(claim.run().lease());
        assertThat(run.stamp().revision()).isGreaterThan(claim.run().stamp().revision());
        assertThat(fixture().store().body(run.uuid()).orElseThrow().data()).contains("{\"a\":1}");
        assertThat(fixture().store().log(run.uuid(), 0).orElseThrow().lines(LogLine.Kind.ERROR))
                .containsExactly(LogLine.error(fixture().now(), 17, "hm"));
    }

    @Test
    default void reportsOfOneRunAreRecordedInOrder() {
        fixture().submit(aRun());
        Claim claim = fixture().claimOne();
        List<CompletableFuture<List<UUID>>> answers = new ArrayList<>();
        for (int i = 1; i <= 200; i++) {
            answers.add(fixture()
                    .store()
                    .update(List.of(new RunUpdate(
                            claim.run().uuid(),
                            claim.fence(),
                            Optional.of(new Progress(i / 200.0, 0, 0)),
                            LogBatch.of(LogLine.event(fixture().now(), "step " + i)),
                            Optional.of("" + i)))));
        }
        fixture().complete(claim, new Ending.Again(Duration.ZERO, false));

        Run run = fixture().run(claim.run().uuid());
        List<LogLine> events =
                fixture().store().log(run.uuid(), 0).orElseThrow().lines(LogLine.Kind.EVENT);
        assertThat(answers)
                .allSatisfy(answer -> assertThat(StoreFixture.await(answer)).isEmpty());
        assertThat(run.progress().completeness()).isEqualTo(1);
        assertThat(fixture().store().body(run.uuid()).orElseThrow().data()).contains("200");
        assertThat(events).hasSize(200);
        for (int i = 1; i <= 200; i++) {
            assertThat(events.get(i - 1).message()).isEqualTo("step " + i);
        }
    }

    @Test
    default void aFinishedRunIsCompleteAndHasNoLease() {
        Run run = fixture().submit(aRun());
        Claim claim = fixture().claimOne();
        RunUpdate last = new RunUpdate(
                run.uuid(), claim.fence(), Optional.of(new Progress(0.3, 0.1, 0.1)), LogBatch.EMPTY, Optional.of("[]"));

        fixture().complete(last, finished(204));

        Run after = fixture().run(run.uuid());
        assertThat(after.standing())
                .isEqualTo(new Standing(
                        RunState.SUCCEEDED,
                        run.runAt(),
                        1,
                        0,
                        204,
                        false,
                        claim.run().startedAt()));
        assertThat(after.progress()).isEqualTo(new Progress(1, 0, 0.1));
        assertThat(after.lease()).isEmpty();
        assertThat(fixture().store().body(run.uuid()).orElseThrow().data()).contains("[]");
    }

    @Test
    default void theResultCodeDecidesOnSuccess() {
        assertThat(fixture().finish(aRun(), 200).state()).isEqualTo(RunState.SUCCEEDED);
        assertThat(fixture().finish(aRun(), 299).state()).isEqualTo(RunState.SUCCEEDED);
        assertThat(fixture().finish(aRun(), 199).state()).isEqualTo(RunState.FAILED);
        assertThat(fixture().finish(aRun(), 300).state()).isEqualTo(RunState.FAILED);
        assertThat(fixture().finish(aRun(), 0).state()).isEqualTo(RunState.FAILED);
    }

    @Test
    default void anAttemptThatIsRepeatedKeepsItsProgressAndCountsItsError() {
        Run run = fixture().submit(aRun());
        Claim claim = fixture().claimOne();
        Progress half = new Progress(0.5, 0, 0.1);

        fixture()
                .complete(
                        new RunUpdate(run.uuid(), claim.fence(), Optional.of(half), LogBatch.EMPTY, Optional.empty()),
                        new Ending.Again(Duration.ofSeconds(30), true));

        Run after = fixture().run(run.uuid());
        assertThat(after.standing())
                .isEqualTo(new Standing(
                        RunState.QUEUED,
                        fixture().now().plusSeconds(30),
                        1,
                        1,
                        Standing.UNFINISHED,
                        false,
                        claim.run().startedAt()));
        assertThat(after.progress()).isEqualTo(half);
        assertThat(after.lease()).isEmpty();
        assertThat(fixture().store().queued()).containsEntry(run.jobType(), 1L);
    }

    @Test
    default void anAttemptThatNeverBeganLeavesNothingButAHigherFence() {
        Run run = fixture().submit(aRun());
        fixture().complete(fixture().claimOne(), new Ending.Again(Duration.ZERO, true));
        Run before = fixture().run(run.uuid());
        fixture().clock().advance(Duration.ofSeconds(1));
        Claim claim = fixture().claimOne();

        assertThat(fixture().complete(claim, new Ending.Unbegun())).isTrue();

        Run after = fixture().run(run.uuid());
        assertThat(after.standing()).isEqualTo(before.standing());
        assertThat(after.progress()).isEqualTo(before.progress());
        assertThat(after.lease()).isEmpty();
        assertThat(after.fence()).isEqualTo(claim.fence());
        assertThat(fixture().store().queued()).containsEntry(run.jobType(), 1L);
        assertThat(fixture().complete(claim, finished(200))).isFalse();
        assertThat(fixture().claimOne().fence()).isGreaterThan(claim.fence());
    }

    @Test
    default void aRunWhoseAttemptNeverBeganGoesBeforeThoseThatWereSubmittedAfterIt() {
        Run first = fixture().submit(aRun());
        Claim claim = fixture().claimOne();
        fixture().clock().advance(Duration.ofSeconds(1));
        Run second = fixture().submit(aRun());

        fixture().complete(claim, new Ending.Unbegun());

        assertThat(fixture().claimAll()).extracting(Run::uuid).containsExactly(first.uuid(), second.uuid());
    }

    @Test
    default void aFinishCountsAnErrorIfItSaysSo() {
        Run run = fixture().submit(aRun());
        fixture().complete(fixture().claimOne(), new Ending.Finished(500, true));

        assertThat(fixture().run(run.uuid()).standing().errorCount()).isEqualTo(1);
    }

    @Test
    default void anEmptyBatchChangesNothing() {
        assertThat(StoreFixture.await(fixture().store().complete(List.of()))).isEmpty();
        assertThat(StoreFixture.await(fixture().store().update(List.of()))).isEmpty();
    }
}
