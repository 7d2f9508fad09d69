package dev.gantry.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.job.Leaf;
import dev.gantry.job.RunContext;
import dev.gantry.job.RunPolicy;
import dev.gantry.job.RunResult;
import dev.gantry.store.ClaimRequest;
import dev.gantry.store.Completion;
import dev.gantry.store.Ending;
import dev.gantry.store.LogLine;
import dev.gantry.store.RunOptions;
import dev.gantry.store.RunState;
import dev.gantry.store.RunUpdate;
import dev.gantry.store.worker.WorkerState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Which run is executed when, and by whom. */
class DispatchTest {

    private static final Semaphore gate = new Semaphore(0);
    private static final Semaphore atTheGate = new Semaphore(0);
    private static final List<String> order = Collections.synchronizedList(new ArrayList<>());
    private static final AtomicInteger atOnce = new AtomicInteger();
    private static final AtomicInteger mostAtOnce = new AtomicInteger();

    private final JobTestKit kit = JobTestKit.of(OneAtATime.class, Twos.class, Doomed.class);

    @AfterEach
    void close() {
        kit.close();
        gate.drainPermits();
        atTheGate.drainPermits();
        order.clear();
        mostAtOnce.set(0);
    }

    /** Runs alone, once the gate lets it. */
    @Leaf(path = "one_at_a_time")
    @RunPolicy(concurrency = 1)
    static final class OneAtATime extends TestJob<TestJob.Nothing> {

        @Override
        public RunResult run(Nothing params, RunContext<Steps> run) throws InterruptedException {
            gate.acquire();
            order.add(run.description());
            return RunResult.OK;
        }
    }

    /** Two may run at once. */
    @Leaf(path = "twos")
    @RunPolicy(concurrency = 2)
    static final class Twos extends TestJob<TestJob.Nothing> {

        @Override
        public RunResult run(Nothing params, RunContext<Steps> run) throws InterruptedException {
            mostAtOnce.accumulateAndGet(atOnce.incrementAndGet(), Math::max);
            atTheGate.release();
            gate.acquire();
            atOnce.decrementAndGet();
            return RunResult.OK;
        }
    }

    /** Its workers die under it. */
    @Leaf(path = "doomed")
    static final class Doomed extends TestJob<TestJob.Nothing> {

        @Override
        public RunResult run(Nothing params, RunContext<Steps> run) {
            run.info("alive in attempt " + run.attempt());
            return RunResult.OK;
        }
    }

    private static RunOptions options(String description, int priority, Optional<Duration> delay) {
        return new RunOptions(description, Map.of(), priority, delay.map(MovableClock.START::plus), Optional.empty());
    }

    private TestRun submit(String description, int priority) {
        return kit.submit(OneAtATime.class, "{}", options(description, priority, Optional.empty()));
    }

    @Test
    void dueRunsGoByPriorityAndThenByAge() {
        submit("first", 0).await(RunState.RUNNING);
        List<TestRun> waiting = List.of(submit("old", 0), submit("urgent", 5), submit("young", 0), submit("idle", -1));
        gate.release(5);
        waiting.forEach(run -> run.await(RunState.SUCCEEDED));
        assertThat(order).containsExactly("first", "urgent", "old", "young", "idle");
    }

    @Test
    void aRunIsNotExecutedBeforeItIsDue() {
        gate.release(1);
        TestRun later = kit.submit(OneAtATime.class, "{}", options("later", 0, Optional.of(Duration.ofHours(1))));
        kit.clock().advance(Duration.ofMinutes(59));
        assertThat(later.state()).isEqualTo(RunState.QUEUED);
        kit.clock().advance(Duration.ofMinutes(1));
        later.await(RunState.SUCCEEDED);
    }

    @Test
    void noMoreRunsOfAJobAreExecutedAtOnceThanItsConcurrencyAllows() throws InterruptedException {
        List<TestRun> runs = IntStream.range(0, 200)
                .mapToObj(i -> kit.submit(Twos.class, "{}"))
                .toList();
        assertThat(atTheGate.tryAcquire(2, 30, TimeUnit.SECONDS)).isTrue();
        gate.release(200);
        runs.forEach(run -> run.await(RunState.SUCCEEDED));
        assertThat(mostAtOnce.get()).isEqualTo(2);
    }

    @Test
    void aDrainedWorkerTakesNoRunsUntilItIsUndrained() {
        gate.release(1);
        kit.engine().drain();
        TestRun run = submit("held back", 0);
        assertThat(kit.engine().worker().state()).isEqualTo(WorkerState.drainingIdle);
        assertThat(run.state()).isEqualTo(RunState.QUEUED);
        kit.engine().undrain();
        run.await(RunState.SUCCEEDED);
    }

    @Test
    void aCancelledQueuedRunIsNeverExecuted() {
        submit("first", 0).await(RunState.RUNNING);
        TestRun second = submit("second", 0).cancel();
        assertThat(second.state()).isEqualTo(RunState.CANCELLED);
        TestRun third = submit("third", 0);
        gate.release(3);
        third.await(RunState.SUCCEEDED);
        assertThat(order).containsExactly("first", "third");
    }

    @Test
    void aFinishedRunCanBeRetried() {
        TestRun run = kit.submit(Doomed.class, "{}").await(RunState.SUCCEEDED);
        run.retry()
                .await(record ->
                        record.standing().attempts() == 2 && record.state().finished());
        assertThat(run.events()).containsExactly("alive in attempt 1", "Retried by user", "alive in attempt 2");
    }

    @Test
    void aRunThatIsExecutedHereIsNotTakenForAbandonedAfterTheMachineWasSuspended() {
        TestRun executing = submit("executing", 0).await(RunState.RUNNING);
        kit.clock().suspend(Duration.ofMinutes(5));
        kit.submit(Doomed.class, "{}").await(RunState.SUCCEEDED);
        gate.release(1);
        executing.await(RunState.SUCCEEDED);
        assertThat(executing.attempts()).isEqualTo(1);
        assertThat(executing.errors()).isEmpty();
    }

    @Test
    void aRunThatIsExecutedHereIsNotTakenForAbandonedAfterTheClockSteppedBackAndForth() {
        kit.clock().suspend(Duration.ofHours(-1));
        TestRun executing = submit("executing", 0).await(RunState.RUNNING);
        kit.clock().suspend(Duration.ofMinutes(30));
        kit.submit(Doomed.class, "{}").await(RunState.SUCCEEDED);
        gate.release(1);
        executing.await(RunState.SUCCEEDED);
        assertThat(executing.attempts()).isEqualTo(1);
        assertThat(executing.errors()).isEmpty();
    }

    private void takeAndDie() {
        kit.store()
                .claim(new ClaimRequest("dead", 1, Duration.ofSeconds(30), Map.of("tests_doomed", 10)))
                .join();
    }

    @Test
    void aRunWhoseWorkerDiedIsNotTouchedBeforeItsLeaseRunsOut() {
        kit.engine().drain();
        TestRun run = kit.submit(Doomed.class, "{}");
        takeAndDie();
        kit.engine().undrain();
        kit.clock().advance(Duration.ofSeconds(29));
        assertThat(run.record().lease().orElseThrow().worker()).isEqualTo("dead");
    }

    @Test
    void aRunWhoseWorkerDiedGetsError500AndIsRunAgain() {
        kit.engine().drain();
        TestRun run = kit.submit(Doomed.class, "{}");
        takeAndDie();
        kit.engine().undrain();
        kit.clock().advance(Duration.ofSeconds(30));
        run.await(RunState.SUCCEEDED);
        assertThat(run.errors()).singleElement().satisfies(error -> {
            assertThat(error.code()).isEqualTo(500);
            assertThat(error.message()).isEqualTo("job was killed - likely out of memory");
        });
        assertThat(run.errorCount()).isEqualTo(1);
        assertThat(run.events()).contains("Killed (memory error?) - Restarting");
    }

    @Test
    void aRunWhoseWorkersKeepDyingIsFinishedWith500AtTheThirdTime() {
        kit.engine().drain();
        TestRun run = kit.submit(Doomed.class, "{}");
        for (int death = 1; death <= 3; death++) {
            takeAndDie();
            kit.clock().advance(Duration.ofSeconds(30));
            if (death < 3) {
                takeOverAndGiveBack(run);
            }
        }
        kit.engine().undrain();
        run.await(record -> record.state().finished());
        assertThat(run.result()).isEqualTo(500);
        assertThat(run.events()).endsWith("Killed (memory error?) - Finished");
        assertThat(run.errors()).extracting(LogLine::code).containsOnly(500);
    }

    /** Does for the run what an engine does that finds it abandoned. */
    private void takeOverAndGiveBack(TestRun run) {
        var claim = kit.store()
                .claim(new ClaimRequest("rescuer", 1, Duration.ofSeconds(30), Map.of("tests_doomed", 10)))
                .join()
                .claims()
                .get(0);
        assertThat(claim.abandoned()).isTrue();
        kit.store()
                .complete(List.of(new Completion(
                        RunUpdate.nothing(run.uuid(), claim.fence()), new Ending.Again(Duration.ZERO, true))))
                .join();
    }
}
