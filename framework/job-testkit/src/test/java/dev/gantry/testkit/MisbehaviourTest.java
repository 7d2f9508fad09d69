package dev.gantry.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.engine.execution.ExecutionSettings;
import dev.gantry.job.Leaf;
import dev.gantry.job.RunContext;
import dev.gantry.job.RunPolicy;
import dev.gantry.job.RunResult;
import dev.gantry.job.Verdict;
import dev.gantry.store.LogLine;
import dev.gantry.store.RunState;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Jobs that do what they should not: the engine lives, and others go on. */
class MisbehaviourTest {

    private static volatile boolean released;

    /** A test need not wait as long as a server would before it leaves a thread behind. */
    private static ExecutionSettings impatient(ExecutionSettings settings) {
        return new ExecutionSettings(
                settings.workFolder(), settings.maxDataBytes(), Duration.ofMillis(50), Duration.ofMillis(200));
    }

    private final JobTestKit kit = JobTestKit.of(
            MisbehaviourTest::impatient,
            List.of(
                    Spinning.class,
                    Swallowing.class,
                    Flooding.class,
                    Bloated.class,
                    Sleepy.class,
                    Overflowing.class,
                    Speechless.class,
                    EndlesslyCaused.class,
                    Wordless.class,
                    Postponing.class,
                    Spoiling.class,
                    Showing.class,
                    Good.class));

    @AfterEach
    void letThreadsGo() {
        released = true;
        kit.close();
        released = false;
    }

    /** Ignores interrupts and never asks whether it was cancelled. */
    @Leaf(path = "spinning")
    @RunPolicy(concurrency = 1)
    static final class Spinning extends TestJob<TestJob.Nothing> {

        @Override
        public RunResult run(Nothing params, RunContext<Steps> run) {
            while (!released) {
                Thread.onSpinWait();
            }
            run.data(new Steps(List.of("too late")));
            return RunResult.OK;
        }
    }

    /** Catches whatever is thrown at it. */
    @Leaf(path = "swallowing")
    static final class Swallowing extends TestJob<TestJob.Nothing> {

        @Override
        public RunResult run(Nothing params, RunContext<Steps> run) {
            while (!released) {
                try {
                    run.checkCancelled();
                    throw run.fail(500, "not even its own");
                } catch (Throwable swallowed) {
                    Thread.onSpinWait();
                }
            }
            return RunResult.OK;
        }
    }

    /** Says far more than anybody wants to read. */
    @Leaf(path = "flooding")
    static final class Flooding extends TestJob<TestJob.Nothing> {

        @Override
        public RunResult run(Nothing params, RunContext<Steps> run) {
            for (int i = 1; i <= 100_000; i++) {
                run.info("event " + i);
                System.out.println("line " + i);
            }
            run.info("x".repeat(1_000_000));
            System.out.print("y".repeat(1_000_000));
            return RunResult.OK;
        }
    }

    /** Publishes 50 MB of data. */
    @Leaf(path = "bloated")
    static final class Bloated extends TestJob<TestJob.Nothing> {

        @Override
        public RunResult run(Nothing params, RunContext<Steps> run) {
            run.data(new Steps(List.of("small")));
            run.data(new Steps(List.of("x".repeat(50 << 20))));
            return RunResult.OK;
        }
    }

    /** Takes longer than its policy allows, but reacts to interrupts. */
    @Leaf(path = "sleepy")
    @RunPolicy(timeout = "PT1M", maxErrors = 2)
    static final class Sleepy extends TestJob<TestJob.Nothing> {

        @Override
        public RunResult run(Nothing params, RunContext<Steps> run) throws InterruptedException {
            run.info("asleep");
            new CountDownLatch(1).await();
            return RunResult.OK;
        }
    }

    /** Throws an Error. */
    @Leaf(path = "overflowing")
    @RunPolicy(maxErrors = 1)
    static final class Overflowing extends TestJob<TestJob.Nothing> {

        @Override
        public RunResult run(Nothing params, RunContext<Steps> run) {
            throw new StackOverflowError("as deep as it goes");
        }
    }

    /** Throws what cannot be asked for anything, and again when it is asked what follows. */
    @Leaf(path = "speechless")
    static final class Speechless extends TestJob<TestJob.Nothing> {

        private static final class Unspeakable extends RuntimeException {

            private static final long serialVersionUID = 1;

            @Override
            public String getMessage() {
                throw this;
            }

            @Override
            public String toString() {
                throw this;
            }
        }

        @Override
        public RunResult run(Nothing params, RunContext<Steps> run) {
            throw new Unspeakable();
        }

        @Override
        public Verdict afterBreak(RunContext<Steps> run, Throwable cause) {
            throw new Unspeakable();
        }
    }

    /** Throws a chain of causes that is deeper than the stack. */
    @Leaf(path = "endlessly_caused")
    @RunPolicy(maxErrors = 1)
    static final class EndlesslyCaused extends TestJob<TestJob.Nothing> {

        @Override
        public RunResult run(Nothing params, RunContext<Steps> run) {
            RuntimeException thrown = new IllegalStateException("the root");
            for (int i = 0; i < 100_000; i++) {
                thrown = new IllegalStateException("caused", thrown);
            }
            throw thrown;
        }
    }

    /** Fails with the message of an exception that has none. */
    @Leaf(path = "wordless")
    static final class Wordless extends TestJob<TestJob.Nothing> {

        @Override
        public RunResult run(Nothing params, RunContext<Steps> run) {
            throw run.fail(409, new IllegalStateException().getMessage());
        }
    }

    /** Wants to be run again when nobody is left. */
    @Leaf(path = "postponing")
    @RunPolicy(maxErrors = 1)
    static final class Postponing extends TestJob<TestJob.Nothing> {

        @Override
        public RunResult run(Nothing params, RunContext<Steps> run) {
            return RunResult.again(Duration.ofSeconds(Long.MAX_VALUE));
        }
    }

    /** Leaves what it shares with others as nobody would want to find it. */
    @Leaf(path = "spoiling")
    static final class Spoiling extends TestJob<TestJob.Nothing> {

        @Override
        @SuppressWarnings("ThreadPriorityCheck") // a job may do what it should not
        public RunResult run(Nothing params, RunContext<Steps> run) {
            Thread.currentThread().setContextClassLoader(null);
            Thread.currentThread().setPriority(Thread.MIN_PRIORITY);
            System.out.close();
            System.setErr(new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8));
            return RunResult.OK;
        }
    }

    /** Shows what it finds. */
    @Leaf(path = "showing")
    static final class Showing extends TestJob<TestJob.Nothing> {

        @Override
        public RunResult run(Nothing params, RunContext<Steps> run) {
            Thread thread = Thread.currentThread();
            System.out.println(thread.getContextClassLoader() == Showing.class.getClassLoader());
            System.err.println(thread.getPriority());
            return RunResult.OK;
        }
    }

    /** Does nothing wrong. */
    @Leaf(path = "good")
    static final class Good extends TestJob<TestJob.Nothing> {

        @Override
        public RunResult run(Nothing params, RunContext<Steps> run) {
            return RunResult.OK;
        }
    }

    private void othersGoOn() {
        assertThat(kit.run(Good.class, "{}").result()).isEqualTo(200);
    }

    @Test
    void aJobThatSpinsAndIgnoresInterruptsIsCancelledWithoutItsThread() {
        TestRun run = kit.submit(Spinning.class, "{}").await(RunState.RUNNING);
        run.cancel().await(RunState.CANCELLED);
        assertThat(run.warnings()).singleElement().asString().contains("left behind");
        assertThat(kit.engine().worker().threadsLeftBehind()).isEqualTo(1);
        othersGoOn();
    }

    @Test
    void whatAThreadThatWasLeftBehindReportsReachesNobody() {
        TestRun run = kit.submit(Spinning.class, "{}").await(RunState.RUNNING);
        run.cancel().await(RunState.CANCELLED);
        TestRun next = kit.submit(Spinning.class, "{}");
        released = true;
        next.await(RunState.SUCCEEDED);
        assertThat(run.state()).isEqualTo(RunState.CANCELLED);
        assertThat(run.dataJson()).isEmpty();
    }

    @Test
    void aThreadThatWasLeftBehindStillCountsAgainstItsJobsConcurrency() {
        kit.submit(Spinning.class, "{}").await(RunState.RUNNING).cancel().await(RunState.CANCELLED);
        TestRun next = kit.submit(Spinning.class, "{}");
        othersGoOn();
        assertThat(next.state()).isEqualTo(RunState.QUEUED);
        released = true;
        next.await(RunState.SUCCEEDED);
    }

    @Test
    void aJobThatSwallowsThrowableIsCancelledAllTheSame() {
        TestRun run = kit.submit(Swallowing.class, "{}").await(RunState.RUNNING);
        run.cancel().await(RunState.CANCELLED);
        assertThat(run.result()).isEqualTo(410);
        othersGoOn();
    }

    @Test
    void aJobThatFloodsItsLogKeepsTheNewestAndCountsTheRest() {
        TestRun run = kit.run(Flooding.class, "{}");
        assertThat(run.result()).isEqualTo(200);
        assertThat(run.events()).hasSize(1_000);
        assertThat(run.events().get(998)).isEqualTo("event 100000");
        assertThat(run.events().get(999)).hasSize(LogLine.MAX_MESSAGE).endsWith("…");
        assertThat(run.log().dropped())
                .containsEntry(LogLine.Kind.EVENT, 99_001L)
                .containsEntry(LogLine.Kind.OUTPUT, 90_001L);
        assertThat(run.report().lines().toList()).hasSize(10_000).contains("line 100000");
    }

    @Test
    void fiftyMegabytesOfDataAreRefusedAtTheStatedLimit() {
        TestRun run = kit.run(Bloated.class, "{}");
        assertThat(run.result()).isEqualTo(413);
        assertThat(run.errors()).singleElement().satisfies(error -> {
            assertThat(error.code()).isEqualTo(413);
            assertThat(error.message()).contains("8,388,608");
        });
        assertThat(run.data(TestJob.Steps.class).steps()).containsExactly("small");
        othersGoOn();
    }

    @Test
    void anAttemptThatTakesTooLongBreaksWithError504AndIsAttemptedAgain() {
        TestRun run = kit.submit(Sleepy.class, "{}").await(RunState.RUNNING);
        run.await(record -> !run.events().isEmpty());
        kit.clock().advance(Duration.ofMinutes(1));
        run.awaitDelay();
        assertThat(run.errors()).extracting(LogLine::code).containsExactly(504);
        assertThat(run.errors().get(0).message()).isEqualTo("timed out after PT1M");
        assertThat(run.events()).containsExactly("asleep", "Error - restarting");
    }

    @Test
    void anErrorIsCaughtLikeAnException() {
        TestRun run = kit.run(Overflowing.class, "{}");
        assertThat(run.result()).isEqualTo(500);
        assertThat(run.errors().get(0).message()).startsWith("java.lang.StackOverflowError");
        othersGoOn();
    }

    @Test
    void anExceptionThatCannotBeAskedForAnythingEndsTheRunAllTheSame() {
        TestRun run = kit.run(Speechless.class, "{}");
        assertThat(run.result()).isEqualTo(500);
        assertThat(run.errors().get(0).message())
                .contains(Speechless.Unspeakable.class.getName())
                .contains("at " + Speechless.class.getName() + ".run(");
        assertThat(run.warnings()).singleElement().asString().contains("afterBreak failed");
        othersGoOn();
    }

    @Test
    void aChainOfCausesThatIsDeeperThanTheStackEndsTheRunAllTheSame() {
        TestRun run = kit.run(EndlesslyCaused.class, "{}");
        assertThat(run.result()).isEqualTo(500);
        assertThat(run.errors().get(0).message()).startsWith("java.lang.IllegalStateException");
    }

    @Test
    void anEndingWithoutAMessageEndsTheRunAllTheSame() {
        TestRun run = kit.run(Wordless.class, "{}");
        assertThat(run.result()).isEqualTo(409);
        assertThat(run.errors()).extracting(LogLine::message).containsExactly("null");
    }

    @Test
    void aDelayThatNobodyLivesToSeeBreaksTheAttempt() {
        TestRun run = kit.run(Postponing.class, "{}");
        assertThat(run.result()).isEqualTo(500);
        assertThat(run.errors().get(0).message()).contains("expected zero to PT876600H");
    }

    @Test
    void whatAJobDoesToItsThreadAndToTheOutputIsNotFoundByTheNext() {
        kit.run(Spoiling.class, "{}");
        assertThat(kit.run(Showing.class, "{}").report()).isEqualTo("true\n5");
    }
}
