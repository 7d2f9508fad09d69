package dev.gantry.store.tck;

import static dev.gantry.store.tck.RunBuilder.aRun;
import static dev.gantry.store.tck.StoreFixture.await;
import static dev.gantry.store.tck.StoreFixture.finished;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.store.Claim;
import dev.gantry.store.Ending;
import dev.gantry.store.LogBatch;
import dev.gantry.store.LogLine;
import dev.gantry.store.Progress;
import dev.gantry.store.Run;
import dev.gantry.store.RunBody;
import dev.gantry.store.RunQuery;
import dev.gantry.store.RunState;
import dev.gantry.store.RunUpdate;
import dev.gantry.store.Standing;
import dev.gantry.store.Submission;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What a retry does. */
interface RetryContract extends StoreContract {

    private Submission retry(UUID uuid) {
        return await(fixture().store().retry(uuid, fixture().why("Retried by user")))
                .orElseThrow();
    }

    @Test
    default void aFailedRunIsQueuedAgainWithItsParamsDataAndLog() {
        Run run = fixture().submit(aRun().params("{\"n\":3}"));
        Claim claim = fixture().claimOne();
        RunUpdate last = new RunUpdate(
                run.uuid(),
                claim.fence(),
                Optional.of(new Progress(0.4, 0.2, 0.05)),
                LogBatch.of(LogLine.error(fixture().now(), 500, "broken")),
                Optional.of("{\"rows\":7}"));
        fixture().complete(last, new Ending.Finished(500, true));
        fixture().clock().advance(Duration.ofHours(1));

        Submission retried = retry(run.uuid());

        assertThat(retried.created()).isTrue();
        assertThat(retried.run().standing())
                .isEqualTo(new Standing(
                        RunState.QUEUED, fixture().now(), 1, 0, Standing.UNFINISHED, false, Optional.empty()));
        assertThat(retried.run().progress()).isEqualTo(new Progress(0, 0, 0.05));
        assertThat(fixture().run(run.uuid())).isEqualTo(retried.run());
        assertThat(fixture().store().body(run.uuid())).contains(new RunBody("{\"n\":3}", Optional.of("{\"rows\":7}")));
        assertThat(fixture().store().log(run.uuid(), 0).orElseThrow().entries())
                .extracting(entry -> entry.seq() + " " + entry.line().message())
                .containsExactly("1 broken", "2 Retried by user");
        Claim again = fixture().claimOne();
        assertThat(again.body()).isEqualTo(new RunBody("{\"n\":3}", Optional.of("{\"rows\":7}")));
        assertThat(again.run().standing().attempts()).isEqualTo(2);
    }

    @Test
    default void aCancelledRunThatIsRetriedCanSucceed() {
        Run run = fixture().submit(aRun());
        await(fixture().store().cancel(run.uuid(), fixture().why("Killed by user")));

        retry(run.uuid());
        fixture().complete(fixture().claimOne(), finished(200));

        assertThat(fixture().run(run.uuid()).state()).isEqualTo(RunState.SUCCEEDED);
    }

    @Test
    default void aRunningRunThatWasCancelledCanBeRetriedOnceItHasEnded() {
        fixture().submit(aRun());
        Claim claim = fixture().claimOne();
        await(fixture().store().cancel(claim.run().uuid(), fixture().why("Killed by user")));
        assertThat(retry(claim.run().uuid()).created()).isFalse();
        fixture().complete(claim, finished(200));

        assertThat(retry(claim.run().uuid()).run().standing().cancelRequested()).isFalse();
        fixture().complete(fixture().claimOne(), finished(200));

        assertThat(fixture().run(claim.run().uuid()).state()).isEqualTo(RunState.SUCCEEDED);
    }

    @Test
    default void anUnfinishedRunStaysAsItIs() {
        Run queued = fixture().submit(aRun());
        assertThat(retry(queued.uuid())).isEqualTo(new Submission(queued, false));

        Run running = fixture().claimOne().run();
        assertThat(retry(running.uuid())).isEqualTo(new Submission(running, false));
        assertThat(fixture().store().log(running.uuid(), 0).orElseThrow().entries())
                .isEmpty();
    }

    @Test
    default void aRetriedRunIsListedOnceAsItIsNow() {
        Run run = fixture().finish(aRun(), 500);
        Run retried = retry(run.uuid()).run();

        assertThat(fixture().store().list(RunQuery.newest("", 10))).containsExactly(retried);
    }

    @Test
    default void nobodyCannotBeRetried() {
        assertThat(await(fixture().store().retry(UUID.randomUUID(), fixture().why("x"))))
                .isEmpty();
    }
}
