package dev.gantry.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.job.BaseJob;
import dev.gantry.job.Leaf;
import dev.gantry.job.RunContext;
import dev.gantry.job.RunPolicy;
import dev.gantry.job.RunResult;
import dev.gantry.job.Verdict;
import dev.gantry.store.RunState;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Runs that are claimed before there is a slot for them, because runs are short; and that nobody suffers from it. */
@Timeout(value = 2, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ClaimAheadTest {

    private static final String LONG = "long";
    private static final Duration CLAIM = Duration.ofNanos(100_000);
    private static final int RUNS = 100;
    private static final int MIDDLE = 50;

    private static final Semaphore gate = new Semaphore(0);
    private static final Semaphore atTheGate = new Semaphore(0);
    private static final List<String> executed = Collections.synchronizedList(new ArrayList<>());
    private static final AtomicInteger atOnce = new AtomicInteger();
    private static final AtomicInteger mostAtOnce = new AtomicInteger();

    @TempDir
    private Path folder;

    @AfterEach
    void forget() {
        gate.drainPermits();
        atTheGate.drainPermits();
        executed.clear();
        mostAtOnce.set(0);
    }

    /** Done at once, or long: until the gate lets it. */
    @Leaf(path = "short_or_long")
    static final class ShortOrLong extends TestJob<TestJob.Nothing> {

        @Override
        public RunResult run(Nothing params, RunContext<Steps> run) throws InterruptedException {
            mostAtOnce.accumulateAndGet(atOnce.incrementAndGet(), Math::max);
            executed.add(run.description());
            if (run.description().equals(LONG)) {
                atTheGate.release();
                gate.acquire();
            }
            atOnce.decrementAndGet();
            return RunResult.OK;
        }
    }

    @Leaf(path = "once_only")
    @RunPolicy(maxErrors = 1)
    static final class OnceOnly extends TestJob<TestJob.Nothing> {

        @Override
        public RunResult run(Nothing params, RunContext<Steps> run) {
            return RunResult.OK;
        }
    }

    @Leaf(path = "own_judge")
    static final class OwnJudge extends TestJob<TestJob.Nothing> {

        @Override
        public RunResult run(Nothing params, RunContext<Steps> run) {
            return RunResult.OK;
        }

        @Override
        public Verdict afterBreak(RunContext<Steps> run, Throwable cause) {
            return Verdict.GIVE_UP;
        }
    }

    private PacedEngine engine(int slots) {
        return new PacedEngine(slots, CLAIM, folder, ShortOrLong.class);
    }

    private static List<TestRun> submit(PacedEngine paced, int longOne) throws Exception {
        List<TestRun> runs = new ArrayList<>();
        for (int i = 0; i < RUNS; i++) {
            runs.add(paced.submit(i == longOne ? LONG : "short " + i));
        }
        return runs;
    }

    private static void awaitAll(List<TestRun> runs) {
        for (TestRun run : runs) {
            assertThat(run.await(RunState.SUCCEEDED).attempts()).isEqualTo(1);
        }
    }

    /** Short runs until a long one occupies the only slot, and at least the next waits behind it in the worker. */
    private static List<TestRun> blocked(PacedEngine paced) throws Exception {
        List<TestRun> runs = submit(paced, MIDDLE);
        paced.engine().start();
        atTheGate.acquire();
        runs.get(MIDDLE + 1).await(RunState.RUNNING);
        return runs;
    }

    @Test
    void shortRunsAreClaimedAheadAndExecutedInTurnByNoMoreThanTheSlots() throws Exception {
        try (PacedEngine paced = engine(1)) {
            List<TestRun> runs = submit(paced, -1);
            paced.engine().start();
            awaitAll(runs);

            assertThat(paced.mostAsked()).isGreaterThan(1);
            assertThat(mostAtOnce).hasValue(1);
            assertThat(executed)
                    .containsExactlyElementsOf(runs.stream()
                            .map(run -> run.record().request().options().description())
                            .toList());
        }
    }

    @Test
    void nothingIsClaimedAheadOfLongRuns() throws Exception {
        try (PacedEngine paced = engine(1)) {
            List<TestRun> runs = new ArrayList<>();
            for (int i = 0; i < 10; i++) {
                runs.add(paced.submit(LONG));
            }
            paced.engine().start();
            for (int i = 0; i < 10; i++) {
                atTheGate.acquire();
                paced.wall().advance(Duration.ofSeconds(1));
                gate.release();
            }
            awaitAll(runs);

            assertThat(paced.mostAsked()).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @ValueSource(classes = {OnceOnly.class, OwnJudge.class})
    void runsThatAFirstErrorMayEndAreClaimedOnlyWhenThereIsASlotForThem(Class<? extends BaseJob<?, ?>> fragile)
            throws Exception {
        try (PacedEngine paced = new PacedEngine(1, CLAIM, folder, fragile)) {
            AtomicInteger mostGiven = new AtomicInteger();
            paced.beforeAnswer(
                    claims -> mostGiven.accumulateAndGet(claims.claims().size(), Math::max));
            List<TestRun> runs = submit(paced, -1);
            paced.engine().start();
            awaitAll(runs);

            assertThat(paced.mostAsked()).isGreaterThan(1);
            assertThat(mostGiven).hasValue(1);
        }
    }

    @Test
    void aLongRunLetsThoseThatWereClaimedAheadGoBackToTheQueueAsIfTheyHadNotBeenClaimed() throws Exception {
        try (PacedEngine paced = engine(1)) {
            List<TestRun> runs = blocked(paced);
            List<TestRun> behind = runs.subList(MIDDLE + 1, RUNS);

            // A claim that was under way may bring some of them once more.
            while (!behind.stream().allMatch(run -> run.state() == RunState.QUEUED && run.attempts() == 0)) {
                paced.wall().advance(Duration.ofMillis(20));
            }

            assertThat(behind.get(0).record().fence()).isPositive();
            gate.release();
            awaitAll(runs);
            assertThat(executed).doesNotHaveDuplicates();
        }
    }

    @Test
    void aRunThatWasClaimedAheadIsNotShownAsExecuting() throws Exception {
        try (PacedEngine paced = engine(1)) {
            List<TestRun> runs = blocked(paced);

            assertThat(paced.engine().worker().running())
                    .containsExactly(runs.get(MIDDLE).uuid());

            gate.release();
            awaitAll(runs);
        }
    }

    @Test
    void aRunThatIsCancelledWhileItWaitsForASlotIsCancelledAtOnceAndNeverExecuted() throws Exception {
        try (PacedEngine paced = engine(1)) {
            List<TestRun> runs = new ArrayList<>(blocked(paced));
            TestRun cancelled = runs.remove(MIDDLE + 1);

            cancelled.cancel().await(RunState.CANCELLED);

            assertThat(runs.get(MIDDLE).state()).isEqualTo(RunState.RUNNING);
            gate.release();
            awaitAll(runs);
            assertThat(executed).hasSize(RUNS - 1);
        }
    }

    @Test
    void aCancelThatIsToldBeforeTheClaimIsAnsweredIsNotForgotten() throws Exception {
        try (PacedEngine paced = engine(1)) {
            CountDownLatch told = new CountDownLatch(1);
            var unused = paced.store().onChange(run -> {
                if (run.standing().cancelRequested()) {
                    told.countDown();
                }
            });
            TestRun cancelled = paced.submit(LONG);
            paced.beforeAnswer(claims -> {
                if (!claims.claims().isEmpty()) {
                    cancelled.cancel();
                    awaitUninterruptibly(told);
                }
            });

            paced.engine().start();

            cancelled.await(RunState.CANCELLED);
            assertThat(executed).isEmpty();
        }
    }

    private static void awaitUninterruptibly(CountDownLatch told) {
        try {
            told.await();
        } catch (InterruptedException e) {
            throw new AssertionError("nobody interrupts this thread", e);
        }
    }

    @Test
    void aWorkerThatDrainsGivesBackWhatItHasNotBegun() throws Exception {
        try (PacedEngine paced = engine(1)) {
            List<TestRun> runs = blocked(paced);
            List<TestRun> behind = runs.subList(MIDDLE + 1, RUNS);

            paced.engine().drain();
            // One that is under way may bring some of them once more.
            paced.awaitClaims();

            behind.forEach(run -> run.await(RunState.QUEUED));
            assertThat(runs.get(MIDDLE).state()).isEqualTo(RunState.RUNNING);
            gate.release();
            runs.get(MIDDLE).await(RunState.SUCCEEDED);
            assertThat(behind).allSatisfy(run -> assertThat(run.state()).isEqualTo(RunState.QUEUED));
            paced.engine().undrain();
            awaitAll(runs);
        }
    }

    @Test
    void aServerThatStopsGivesBackWhatItHasNotBegunAndWaitsForTheRest() throws Exception {
        try (PacedEngine paced = engine(1)) {
            List<TestRun> runs = blocked(paced);
            gate.release();

            paced.engine().stop(Duration.ofMinutes(1));

            assertThat(runs.get(MIDDLE).state()).isEqualTo(RunState.SUCCEEDED);
            assertThat(runs).allSatisfy(run -> assertThat(run.state()).isNotEqualTo(RunState.RUNNING));
            assertThat(runs)
                    .filteredOn(run -> run.state() == RunState.QUEUED)
                    .allSatisfy(run -> assertThat(run.attempts()).isZero());
        }
    }
}
