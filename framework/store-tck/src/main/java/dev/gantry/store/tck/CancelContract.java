package dev.gantry.store.tck;

import static dev.gantry.store.tck.RunBuilder.aRun;
import static dev.gantry.store.tck.StoreFixture.await;
import static dev.gantry.store.tck.StoreFixture.finished;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.store.Claim;
import dev.gantry.store.Ending;
import dev.gantry.store.LogLine;
import dev.gantry.store.Run;
import dev.gantry.store.RunState;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What a cancel does: an accepted one is never followed by a success. */
interface CancelContract extends StoreContract {

    private Run cancel(Run run) {
        return await(fixture().store().cancel(run.uuid(), fixture().why("Killed by user")))
                .orElseThrow();
    }

    private List<LogLine> events(Run run) {
        return fixture().store().log(run.uuid(), 0).orElseThrow().lines(LogLine.Kind.EVENT);
    }

    @Test
    default void aQueuedRunIsCancelledAtOnce() {
        Run run = fixture().submit(aRun());

        Run after = cancel(run);

        assertThat(after.state()).isEqualTo(RunState.CANCELLED);
        assertThat(after.standing().resultCode()).isEqualTo(410);
        assertThat(after.progress().completeness()).isEqualTo(1);
        assertThat(fixture().run(run.uuid())).isEqualTo(after);
        assertThat(events(run)).extracting(LogLine::message).containsExactly("Killed by user");
        assertThat(fixture().store().queued()).isEmpty();
        assertThat(fixture().claim(9, run.jobType()).claims()).isEmpty();
    }

    @Test
    default void ofARunningRunTheRequestIsRecordedAndItsWorkerGoesOn() {
        fixture().submit(aRun());
        Claim claim = fixture().claimOne();

        Run after = cancel(claim.run());

        assertThat(after.state()).isEqualTo(RunState.RUNNING);
        assertThat(after.standing().cancelRequested()).isTrue();
        assertThat(after.lease()).isEqualTo(claim.run().lease());
        assertThat(fixture().log(claim, LogLine.event(fixture().now(), "cleaning up")))
                .isTrue();
        assertThat(events(claim.run())).extracting(LogLine::message).containsExactly("Killed by user", "cleaning up");
    }

    @Test
    default void howeverTheAttemptEndsTheRunIsCancelled() {
        for (Ending ending :
                List.of(finished(200), finished(500), new Ending.Again(Duration.ZERO, true), new Ending.Unbegun())) {
            Run run = fixture().submit(aRun());
            Claim claim = fixture().claimOne();
            cancel(run);

            assertThat(fixture().complete(claim, ending)).isTrue();

            assertThat(fixture().run(run.uuid()).state()).as("after %s", ending).isEqualTo(RunState.CANCELLED);
            assertThat(fixture().run(run.uuid()).standing().resultCode()).isEqualTo(410);
        }
    }

    @Test
    default void aFinishedRunStaysAsItIs() {
        Run run = fixture().finish(aRun(), 200);

        assertThat(cancel(run)).isEqualTo(run);
        assertThat(fixture().run(run.uuid())).isEqualTo(run);
        assertThat(events(run)).isEmpty();
    }

    @Test
    default void aSecondCancelChangesNothing() {
        fixture().submit(aRun());
        Claim claim = fixture().claimOne();
        Run once = cancel(claim.run());

        assertThat(cancel(claim.run())).isEqualTo(once);
        assertThat(events(claim.run())).hasSize(1);
    }

    @Test
    default void nobodyCannotBeCancelled() {
        assertThat(await(fixture().store().cancel(UUID.randomUUID(), fixture().why("x"))))
                .isEqualTo(Optional.empty());
    }
}
