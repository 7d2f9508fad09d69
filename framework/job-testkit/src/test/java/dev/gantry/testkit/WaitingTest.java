package dev.gantry.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.job.JobApiException;
import dev.gantry.job.Leaf;
import dev.gantry.job.RunCancelledException;
import dev.gantry.job.RunContext;
import dev.gantry.job.RunHandle;
import dev.gantry.job.RunPolicy;
import dev.gantry.job.RunResult;
import dev.gantry.job.RunStatus;
import dev.gantry.job.WaitResult;
import dev.gantry.store.ClaimRequest;
import dev.gantry.store.Lease;
import dev.gantry.store.Run;
import dev.gantry.store.RunState;
import dev.gantry.store.worker.WorkerState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import java.util.concurrent.Semaphore;
import java.util.function.BiFunction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What becomes of a run that waits, and of its slot. */
class WaitingTest {

    private static final Semaphore gate = new Semaphore(0);
    private static final List<String> seen = Collections.synchronizedList(new ArrayList<>());
    private static volatile BiFunction<RunContext<TestJob.Steps>, RunHandle, RunResult> script;

    private final JobTestKit kit = JobTestKit.withSlots(1, Parent.class, Hurried.class, Gated.class);

    @BeforeEach
    void forget() {
        gate.drainPermits();
        seen.clear();
    }

    @AfterEach
    void close() {
        gate.release(100);
        kit.close();
    }

    /** Does with a child what the test says. */
    @Leaf(path = "parent")
    static class Parent extends TestJob<TestJob.Nothing> {

        @Override
        public RunResult run(Nothing params, RunContext<Steps> run) {
            RunHandle child = run.jobs().newRun(to -> to.project("children").jobId("child"));
            return script.apply(run, child);
        }
    }

    /** The same, with little time. */
    @Leaf(path = "hurried")
    @RunPolicy(timeout = "PT1M", maxErrors = 1)
    static final class Hurried extends Parent {}

    /** Ends once the gate lets it. */
    @Leaf(path = "gated")
    static final class Gated extends TestJob<TestJob.Nothing> {

        @Override
        public RunResult run(Nothing params, RunContext<Steps> run) throws InterruptedException {
            seen.add("child begins");
            gate.acquire();
            seen.add("child ends");
            return RunResult.OK;
        }
    }

    private static RunHandle queued(RunHandle child) {
        return child.queue(what -> what.job(Gated.class));
    }

    private static boolean parked(Run run) {
        return run.lease().map(Lease::parked).orElse(false);
    }

    private TestRun child() {
        return kit.at("children", "child");
    }

    @Test
    void aWaitingRunGivesItsSlotBackAndHasOneAgainBeforeItGoesOn() {
        script = (run, child) -> {
            WaitResult result = run.jobs().waitJob(queued(child));
            seen.add("parent goes on");
            return result.equals(new WaitResult(1, 0, 0)) ? RunResult.OK : RunResult.code(500);
        };
        TestRun parent = kit.submit(Parent.class, "{}");
        child().await(RunState.RUNNING);
        assertThat(parent.record().lease().orElseThrow().parked()).isTrue();
        gate.release(1);
        assertThat(parent.finish().state()).isEqualTo(RunState.SUCCEEDED);
        assertThat(seen).containsExactly("child begins", "child ends", "parent goes on");
    }

    @Test
    void aRunThatHasWaitedLongEnoughGoesOnOnlyOnceASlotIsFree() {
        script = (run, child) -> {
            WaitResult result = run.jobs().waitJob(child, Duration.ofMinutes(1));
            seen.add("parent goes on");
            return RunResult.code(200 + result.timeout());
        };
        TestRun parent = kit.submit(Parent.class, "{}");
        parent.await(WaitingTest::parked);
        TestRun other = kit.submit(Gated.class, "{}");
        other.await(RunState.RUNNING);
        kit.clock().advance(Duration.ofMinutes(1));
        assertThat(parent.record()).matches(WaitingTest::parked);
        gate.release(1);
        parent.await(RunState.SUCCEEDED);
        assertThat(seen).containsExactly("child begins", "child ends", "parent goes on");
        assertThat(parent.result()).isEqualTo(201);
    }

    @Test
    void whatIsFinishedAlreadyIsAnsweredAtOnceAndWithoutGivingTheSlotBack() {
        script = (run, child) -> {
            run.jobs().waitJob(queued(child));
            WaitResult again = run.jobs().waitJobs(List.of(child, child), Duration.ZERO);
            return RunResult.code(200 + again.ok());
        };
        gate.release(1);
        assertThat(kit.run(Parent.class, "{}").result()).isEqualTo(202);
    }

    @Test
    void aRunThatNobodyHasQueuedYetIsWaitedForAndSeenOnceItIsQueued() {
        script = (run, child) -> RunResult.code(200 + run.jobs().waitJob(child).ok());
        TestRun parent = kit.submit(Parent.class, "{}");
        parent.await(WaitingTest::parked);
        script = (run, child) -> {
            queued(child);
            return RunResult.OK;
        };
        gate.release(1);
        kit.run(Parent.class, "{}");
        parent.await(RunState.SUCCEEDED);
        assertThat(parent.result()).isEqualTo(201);
    }

    @Test
    void aCancelEndsTheWaitAndTheSlotServesOthers() {
        script = (run, child) -> {
            try {
                run.jobs().waitJob(child);
            } catch (RunCancelledException e) {
                seen.add(e.getMessage());
                throw e;
            }
            return RunResult.OK;
        };
        TestRun parent = kit.submit(Parent.class, "{}");
        parent.await(WaitingTest::parked);
        parent.cancel().await(RunState.CANCELLED);
        assertThat(seen).containsExactly("the run was cancelled");
        gate.release(2);
        kit.run(Gated.class, "{}");
        kit.run(Gated.class, "{}");
        assertThat(kit.engine().worker().running()).isEmpty();
    }

    @Test
    void aRunThatWantsItsSlotAgainAndIsCancelledNeitherTakesNorKeepsOne() {
        script = (run, child) -> RunResult.code(
                200 + run.jobs().waitJob(child, Duration.ofMinutes(1)).timeout());
        TestRun parent = kit.submit(Parent.class, "{}");
        parent.await(WaitingTest::parked);
        TestRun other = kit.submit(Gated.class, "{}");
        other.await(RunState.RUNNING);
        kit.clock().advance(Duration.ofMinutes(1));
        parent.cancel().await(RunState.CANCELLED);
        gate.release(2);
        other.await(RunState.SUCCEEDED);
        kit.run(Gated.class, "{}");
    }

    @Test
    void theTimeOfAnAttemptRunsOnWhileItWaits() {
        script = (run, child) -> RunResult.code(200 + run.jobs().waitJob(child).timeout());
        TestRun parent = kit.submit(Hurried.class, "{}");
        parent.await(WaitingTest::parked);
        kit.clock().advance(Duration.ofMinutes(1));
        parent.await(RunState.FAILED);
        assertThat(parent.errors().get(0).code()).isEqualTo(504);
    }

    @Test
    void aLostLeaseEndsTheWait() {
        script = (run, child) -> RunResult.code(200 + run.jobs().waitJob(child).ok());
        TestRun parent = kit.submit(Parent.class, "{}");
        parent.await(WaitingTest::parked);
        script = (run, child) -> {
            seen.add("attempt " + run.attempt());
            return RunResult.OK;
        };
        kit.clock().suspend(Duration.ofSeconds(31));
        kit.store()
                .claim(new ClaimRequest("another", 1, Duration.ofSeconds(30), Map.of("tests_parent", 10)))
                .join();
        kit.clock().advance(Duration.ofSeconds(10));
        gate.release(1);
        kit.run(Gated.class, "{}");
        assertThat(parent.record().lease().orElseThrow().worker()).isEqualTo("another");
    }

    @Test
    void aWorkerThatDrainsLetsThoseGoOnThatWait() {
        script = (run, child) ->
                RunResult.code(200 + run.jobs().waitJob(queued(child)).ok());
        TestRun parent = kit.submit(Parent.class, "{}");
        child().await(RunState.RUNNING);
        kit.engine().drain();
        TestRun late = kit.submit(Gated.class, "{}");
        gate.release(1);
        parent.await(RunState.SUCCEEDED);
        assertThat(late.state()).isEqualTo(RunState.QUEUED);
        assertThat(kit.engine().worker().state()).isEqualTo(WorkerState.drainingIdle);
    }

    @Test
    void aStopOfTheServerEndsTheWaitAndQueuesTheRunAgain() {
        script = (run, child) -> RunResult.code(200 + run.jobs().waitJob(child).ok());
        TestRun parent = kit.submit(Parent.class, "{}");
        parent.await(WaitingTest::parked);
        kit.engine().stop(Duration.ZERO);
        assertThat(parent.state()).isEqualTo(RunState.QUEUED);
        assertThat(parent.events()).contains("System restart");
    }

    @Test
    void aStopOfTheServerDoesNotSpendItsGraceOnRunsThatOnlyWait() {
        script = (run, child) -> RunResult.code(200 + run.jobs().waitJob(child).ok());
        TestRun parent = kit.submit(Parent.class, "{}");
        parent.await(WaitingTest::parked);
        kit.engine().stop(Duration.ofDays(1));
        assertThat(parent.state()).isEqualTo(RunState.QUEUED);
        assertThat(parent.events()).contains("System restart");
    }

    @Test
    void followTellsEachStatusWhileTheSlotIsFree() {
        script = (run, child) -> {
            RunStatus last = queued(child).follow(status -> seen.add(status.name()));
            return last == RunStatus.OK ? RunResult.OK : RunResult.code(500);
        };
        TestRun parent = kit.submit(Parent.class, "{}");
        child().await(RunState.RUNNING);
        gate.release(1);
        assertThat(parent.finish().state()).isEqualTo(RunState.SUCCEEDED);
        assertThat(seen).contains("QUEUED", "child begins", "child ends");
        assertThat(seen.get(seen.size() - 1)).isEqualTo("OK");
    }

    @Test
    void updatesArePublishedOnThreadsOfThePluginUpToTheEnd() {
        script = (run, child) -> {
            CompletableFuture<Void> over = new CompletableFuture<>();
            queued(child).updates().subscribe(new Subscriber(over));
            run.jobs().waitJob(child);
            over.join();
            return RunResult.OK;
        };
        gate.release(1);
        assertThat(kit.run(Parent.class, "{}").state()).isEqualTo(RunState.SUCCEEDED);
        assertThat(seen).contains("OK on gantry-plugin-test", "complete").doesNotContain("error");
        assertThat(seen.get(seen.size() - 1)).isEqualTo("complete");
    }

    @Test
    void updatesThatGoOnAfterTheAttemptEndWithIt() {
        CompletableFuture<Void> over = new CompletableFuture<>();
        script = (run, child) -> {
            child.updates().subscribe(new Subscriber(over));
            return RunResult.OK;
        };
        kit.run(Parent.class, "{}");
        over.join();
        // Whether the status of a run that nobody queued was told before is a matter of luck.
        assertThat(seen).endsWith("error 410").doesNotContain("complete");
    }

    /** Asks for one status at a time. */
    private static final class Subscriber implements Flow.Subscriber<RunStatus> {

        private final CompletableFuture<Void> over;
        private volatile Flow.Subscription asked;

        private Subscriber(CompletableFuture<Void> over) {
            this.over = over;
        }

        @Override
        public void onSubscribe(Flow.Subscription subscription) {
            asked = subscription;
            subscription.request(1);
        }

        @Override
        public void onNext(RunStatus status) {
            seen.add("%s on %s".formatted(status, Thread.currentThread().getName()));
            asked.request(1);
        }

        @Override
        public void onError(Throwable cause) {
            seen.add("error " + ((JobApiException) cause).code());
            over.complete(null);
        }

        @Override
        public void onComplete() {
            seen.add("complete");
            over.complete(null);
        }
    }
}
