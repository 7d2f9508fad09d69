package dev.gantry.store.tck;

import static dev.gantry.store.tck.RunBuilder.JOB_TYPE;
import static dev.gantry.store.tck.RunBuilder.aRun;
import static dev.gantry.store.tck.StoreFixture.TICK;
import static dev.gantry.store.tck.StoreFixture.await;
import static dev.gantry.store.tck.StoreFixture.finished;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.store.Claim;
import dev.gantry.store.Ending;
import dev.gantry.store.LogBatch;
import dev.gantry.store.LogEntry;
import dev.gantry.store.LogLine;
import dev.gantry.store.Progress;
import dev.gantry.store.Run;
import dev.gantry.store.RunBody;
import dev.gantry.store.RunQuery;
import dev.gantry.store.RunUpdate;
import dev.gantry.store.Submission;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** What a store that outlives its process must still know after it was closed and opened again. */
public interface DurableContract extends StoreContract {

    @Test
    default void aQueuedRunSurvives() {
        RunBuilder asked = aRun().description(TextContract.ODD)
                .tags(Map.of("a", TextContract.ODD))
                .priority(3)
                .runAt(fixture().now().plusSeconds(5).plus(TICK))
                .key("k")
                .params("\"" + TextContract.ODD + "\"");
        Run run = fixture().submit(asked);

        fixture().reopen();

        assertThat(fixture().run(run.uuid())).isEqualTo(run);
        assertThat(fixture().store().body(run.uuid())).contains(new RunBody(asked.params(), Optional.empty()));
        assertThat(fixture().store().queued()).isEqualTo(Map.of(JOB_TYPE, 1L));
        assertThat(fixture().submitAll(aRun().key("k"))).containsExactly(new Submission(run, false));
        fixture().clock().advance(Duration.ofSeconds(6));
        assertThat(fixture().claimOne().body().params()).isEqualTo(asked.params());
    }

    @Test
    default void whatAnAttemptReportedSurvives() {
        Run run = fixture().submit(aRun().params("{}"));
        Claim claim = fixture().claimOne();
        List<LogLine> lines = new ArrayList<>();
        for (int i = 0; i < 1_100; i++) {
            lines.add(LogLine.warning(fixture().now(), "w" + i));
        }
        LogBatch batch = new LogBatch(lines, Map.of(LogLine.Kind.OUTPUT, 5L));
        fixture()
                .complete(
                        new RunUpdate(
                                run.uuid(),
                                claim.fence(),
                                Optional.of(new Progress(0.25, 0.5, 0.75)),
                                batch,
                                Optional.of("[1]")),
                        new Ending.Again(Duration.ofSeconds(1), true));
        Run before = fixture().run(run.uuid());

        fixture().reopen();

        assertThat(fixture().run(run.uuid())).isEqualTo(before);
        assertThat(fixture().store().body(run.uuid())).contains(new RunBody("{}", Optional.of("[1]")));
        assertThat(fixture().store().log(run.uuid(), 1_104).orElseThrow().entries())
                .containsExactly(new LogEntry(1_105, lines.get(1_099)));
        assertThat(fixture().store().log(run.uuid(), 0).orElseThrow().dropped())
                .isEqualTo(Map.of(LogLine.Kind.OUTPUT, 5L, LogLine.Kind.WARNING, 100L));
        fixture().clock().advance(Duration.ofSeconds(1));
        assertThat(fixture().claimOne().fence()).isGreaterThan(claim.fence());
    }

    @Test
    default void aFinishedRunSurvivesAndCanBeRetried() {
        Run run = fixture().finish(aRun().key("k").tags(Map.of("a", "b")), 500);

        fixture().reopen();

        assertThat(fixture().run(run.uuid())).isEqualTo(run);
        assertThat(fixture().store().list(RunQuery.newest("", 9))).containsExactly(run);
        assertThat(fixture().submitAll(aRun().key("k"))).containsExactly(new Submission(run, false));
        assertThat(await(fixture().store().retry(run.uuid(), fixture().why("again")))
                        .orElseThrow()
                        .created())
                .isTrue();
        fixture().reopen();
        assertThat(fixture().complete(fixture().claimOne(), finished(200))).isTrue();
        fixture().reopen();
        assertThat(fixture().store().list(RunQuery.newest("", 9)))
                .extracting(listed -> listed.standing().resultCode())
                .containsExactly(200);
    }

    @Test
    default void anAcceptedCancelSurvives() {
        Run run = fixture().submit(aRun());
        fixture().claimOne();
        await(fixture().store().cancel(run.uuid(), fixture().why("Killed by user")));

        fixture().reopen();
        fixture().clock().advance(StoreFixture.LEASE);

        assertThat(fixture().claim(9, JOB_TYPE).claims()).isEmpty();
        assertThat(fixture().run(run.uuid()).standing().resultCode()).isEqualTo(Run.CANCELLED_CODE);
    }

    @Test
    default void whatWasRunningIsFoundAbandonedWithinItsLease() {
        fixture().submit(aRun());
        Claim before = fixture().claimOne();

        fixture().reopen();
        fixture().clock().advance(StoreFixture.LEASE);

        Claim after = fixture().claimOne();
        assertThat(after.abandoned()).isTrue();
        assertThat(after.fence()).isGreaterThan(before.fence());
        assertThat(fixture().complete(before, finished(200))).isFalse();
    }

    @Test
    default void numbersGoOn() {
        fixture().finish(aRun(), 200);
        fixture().clock().advance(Duration.ofDays(1));
        await(fixture().store().dropFinishedBefore(fixture().now()));
        fixture().reopen();

        assertThat(fixture().submit(aRun()).number()).isGreaterThan(1);
    }

    @Test
    default void randomStepsSurvive() {
        long seed = Long.getLong("gantry.tck.seed", new SplittableRandom().nextLong());
        SplittableRandom random = new SplittableRandom(seed);
        RandomWalk walk = new RandomWalk(fixture(), random);
        try {
            for (int step = 0; step < 1_500; step++) {
                if (random.nextInt(100) == 0) {
                    walk.reopen();
                } else {
                    walk.step();
                }
            }
            walk.reopen();
        } catch (AssertionError | RuntimeException e) {
            throw new AssertionError(
                    "differs from a naive store with -Dgantry.tck.seed=%d after: %s".formatted(seed, walk.lastStep()),
                    e);
        }
    }
}
