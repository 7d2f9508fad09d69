package dev.gantry.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.job.Leaf;
import dev.gantry.job.RunContext;
import dev.gantry.job.RunPolicy;
import dev.gantry.job.RunResult;
import dev.gantry.job.Verdict;
import dev.gantry.store.LogLine;
import dev.gantry.store.RunState;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** ZeroG's table of how an attempt ends and what follows, one test a row. */
class LifecycleTest {

    private final JobTestKit kit = JobTestKit.of(Scripted.class, Stubborn.class, Waiting.class, Unconfigured.class);

    @AfterEach
    void close() {
        kit.close();
    }

    /** Does in each attempt what the script says. */
    @Leaf(path = "scripted")
    static final class Scripted extends TestJob<Scripted.Script> {

        record Script(List<String> attempts) {}

        @Override
        public RunResult run(Script script, RunContext<Steps> run) {
            run.info("attempt " + run.attempt());
            String step = script.attempts()
                    .get(Math.min(run.attempt(), script.attempts().size()) - 1);
            return switch (step) {
                case "ok" -> RunResult.OK;
                case "null" -> null;
                case "again" -> RunResult.again();
                case "again in a minute with progress" -> {
                    run.completeness(0.5);
                    run.data(new Steps(List.of("half")));
                    yield RunResult.again(Duration.ofMinutes(1));
                }
                case "throw" -> throw new IllegalStateException("the disk is on fire");
                case "fail" -> throw run.fail(409, "already there");
                case "retry" -> throw run.retry(503, "not there yet");
                case "warnAndFinish" -> throw run.warnAndFinish(404, "nothing to do");
                case "warnAndRetry" -> throw run.warnAndRetry(503, "slow today");
                default -> RunResult.code(Integer.parseInt(step));
            };
        }
    }

    /** Never gives up by itself. */
    @Leaf(path = "stubborn")
    @RunPolicy(retryDelay = "PT1S", backoff = 2, maxRetryDelay = "PT5S")
    static final class Stubborn extends TestJob<TestJob.Nothing> {

        @Override
        public RunResult run(Nothing params, RunContext<Steps> run) {
            if (run.attempt() < 6) {
                throw new IllegalStateException("attempt " + run.attempt());
            }
            return RunResult.OK;
        }

        @Override
        public Verdict afterBreak(RunContext<Steps> run, Throwable cause) {
            run.info("judging after %d errors: %s".formatted(run.errorCount(), cause.getMessage()));
            return Verdict.RESTART;
        }
    }

    /** Executes until it is told to stop. */
    @Leaf(path = "waiting")
    static final class Waiting extends TestJob<TestJob.Nothing> {

        @Override
        public RunResult run(Nothing params, RunContext<Steps> run) throws InterruptedException {
            new CountDownLatch(1).await();
            return RunResult.OK;
        }
    }

    /** Cannot even be made. */
    @Leaf(path = "unconfigured")
    static final class Unconfigured extends TestJob<TestJob.Nothing> {

        Unconfigured() {
            throw new IllegalStateException("no configuration");
        }

        @Override
        public RunResult run(Nothing params, RunContext<Steps> run) {
            return RunResult.OK;
        }
    }

    private TestRun script(String... attempts) {
        return kit.run(Scripted.class, Map.of("attempts", List.of(attempts)));
    }

    private static List<Integer> codes(TestRun run) {
        return run.errors().stream().map(LogLine::code).toList();
    }

    @Test
    void aResultCodeFinishesTheRunWithThatCodeAndCompletenessOne() {
        TestRun run = script("207");
        assertThat(run.result()).isEqualTo(207);
        assertThat(run.state()).isEqualTo(RunState.SUCCEEDED);
        assertThat(run.completeness()).isEqualTo(1);
        assertThat(run.events()).containsExactly("attempt 1");
    }

    @Test
    void aResultCodeThatIsNoSuccessFinishesTheRunAsFailed() {
        TestRun run = script("418");
        assertThat(run.result()).isEqualTo(418);
        assertThat(run.state()).isEqualTo(RunState.FAILED);
        assertThat(run.errorCount()).isZero();
    }

    @Test
    void noUsableResultFinishesTheRunWith200() {
        assertThat(script("null").result()).isEqualTo(200);
    }

    @Test
    void againQueuesTheRunAfterTenSecondsByDefault() {
        TestRun run = kit.submit(Scripted.class, Map.of("attempts", List.of("again", "ok")));
        run.awaitDelay();
        assertThat(run.record().runAt()).isEqualTo(kit.clock().instant().plusSeconds(10));
        assertThat(run.finish().result()).isEqualTo(200);
        assertThat(run.attempts()).isEqualTo(2);
        assertThat(run.errorCount()).isZero();
    }

    @Test
    void againKeepsCompletenessDataAndLog() {
        TestRun run = kit.submit(Scripted.class, Map.of("attempts", List.of("again in a minute with progress", "ok")));
        run.awaitDelay();
        assertThat(run.completeness()).isEqualTo(0.5);
        assertThat(run.data(TestJob.Steps.class).steps()).containsExactly("half");
        assertThat(run.record().runAt()).isEqualTo(kit.clock().instant().plus(Duration.ofMinutes(1)));
        run.finish();
        assertThat(run.data(TestJob.Steps.class).steps()).containsExactly("half");
        assertThat(run.events()).containsExactly("attempt 1", "attempt 2");
    }

    @Test
    void errorFinishRecordsTheErrorAndFinishesWithItsCode() {
        TestRun run = script("fail");
        assertThat(run.result()).isEqualTo(409);
        assertThat(run.completeness()).isEqualTo(1);
        assertThat(run.errorCount()).isEqualTo(1);
        assertThat(run.errors()).extracting(LogLine::message).containsExactly("already there");
        assertThat(codes(run)).containsExactly(409);
        assertThat(run.events()).containsExactly("attempt 1", "Error - finished");
    }

    @Test
    void warningFinishRecordsTheWarningAndFinishesWithItsCode() {
        TestRun run = script("warnAndFinish");
        assertThat(run.result()).isEqualTo(404);
        assertThat(run.warnings()).containsExactly("nothing to do");
        assertThat(run.errors()).isEmpty();
        assertThat(run.errorCount()).isZero();
        assertThat(run.events()).containsExactly("attempt 1", "Error - finished");
    }

    @Test
    void errorContinueCountsAndIsAttemptedAgainAfterThirtySeconds() {
        TestRun run = kit.submit(Scripted.class, Map.of("attempts", List.of("retry", "ok")));
        run.awaitDelay();
        assertThat(run.record().runAt()).isEqualTo(kit.clock().instant().plusSeconds(30));
        assertThat(run.errorCount()).isEqualTo(1);
        assertThat(codes(run)).containsExactly(503);
        assertThat(run.finish().result()).isEqualTo(200);
        assertThat(run.events()).containsExactly("attempt 1", "Error - restarting", "attempt 2");
    }

    @Test
    void errorContinueGivesUpWith500AtTheThirdError() {
        TestRun run = script("retry");
        assertThat(run.result()).isEqualTo(500);
        assertThat(run.errorCount()).isEqualTo(3);
        assertThat(run.events())
                .containsExactly(
                        "attempt 1",
                        "Error - restarting",
                        "attempt 2",
                        "Error - restarting",
                        "attempt 3",
                        "Error - finished");
    }

    @Test
    void warningContinueDoesNotCountAsAnError() {
        TestRun run = script("warnAndRetry", "warnAndRetry", "warnAndRetry", "warnAndRetry", "ok");
        assertThat(run.result()).isEqualTo(200);
        assertThat(run.errorCount()).isZero();
        assertThat(run.warnings()).hasSize(4);
        assertThat(run.attempts()).isEqualTo(5);
    }

    @Test
    void anyOtherExceptionIsError500WithItsStackTraceAndIsAttemptedAgain() {
        TestRun run = script("throw", "ok");
        assertThat(run.result()).isEqualTo(200);
        assertThat(codes(run)).containsExactly(500);
        assertThat(run.errors().get(0).message())
                .startsWith("java.lang.IllegalStateException: the disk is on fire")
                .contains("at ")
                .contains("Scripted.run");
        assertThat(run.events()).containsExactly("attempt 1", "Error - restarting", "attempt 2");
    }

    @Test
    void anyOtherExceptionGivesUpWith500AtTheThirdError() {
        TestRun run = script("throw");
        assertThat(run.result()).isEqualTo(500);
        assertThat(run.state()).isEqualTo(RunState.FAILED);
        assertThat(run.events()).endsWith("attempt 3", "Error - finished");
    }

    @Test
    void aConstructorThatThrowsBreaksTheAttemptAsWell() {
        TestRun run = kit.run(Unconfigured.class, "{}");
        assertThat(run.result()).isEqualTo(500);
        assertThat(run.errors().get(0).message()).contains("no configuration");
    }

    @Test
    void theJobDecidesAfterABreakAndSeesWhatBrokeIt() {
        TestRun run = kit.run(Stubborn.class, "{}");
        assertThat(run.result()).isEqualTo(200);
        assertThat(run.errorCount()).isEqualTo(5);
        assertThat(run.events()).contains("judging after 1 errors: attempt 1", "judging after 5 errors: attempt 5");
    }

    @Test
    void delaysGrowByTheBackoffUpToTheLongest() {
        TestRun run = kit.submit(Stubborn.class, "{}");
        for (int seconds : new int[] {1, 2, 4, 5, 5}) {
            run.awaitDelay();
            Instant now = kit.clock().instant();
            assertThat(run.record().runAt()).isEqualTo(now.plusSeconds(seconds));
            kit.clock().advanceTo(run.record().runAt());
        }
        assertThat(run.finish().result()).isEqualTo(200);
    }

    @Test
    void aWorkerThatIsToldToExitQueuesTheRunAgainAfterThirtySecondsAndCountsNoError() {
        TestRun run = kit.submit(Waiting.class, "{}").await(RunState.RUNNING);
        kit.engine().retire(Duration.ZERO);
        assertThat(run.state()).isEqualTo(RunState.QUEUED);
        assertThat(run.record().runAt()).isEqualTo(kit.clock().instant().plusSeconds(30));
        assertThat(run.errorCount()).isZero();
        assertThat(run.errors()).isEmpty();
    }

    @Test
    void aServerThatStopsRecordsSystemRestartAndQueuesTheRunAgain() {
        TestRun run = kit.submit(Waiting.class, "{}").await(RunState.RUNNING);
        kit.engine().stop(Duration.ZERO);
        assertThat(run.state()).isEqualTo(RunState.QUEUED);
        assertThat(run.record().runAt()).isEqualTo(kit.clock().instant());
        assertThat(run.events()).containsExactly("System restart");
        assertThat(run.errorCount()).isZero();
    }

    @Test
    void aRunKilledByAUserEndsWithError410() {
        TestRun run = kit.submit(Waiting.class, "{}").await(RunState.RUNNING);
        run.cancel().await(RunState.CANCELLED);
        assertThat(run.result()).isEqualTo(410);
        assertThat(codes(run)).containsExactly(410);
        assertThat(run.errors().get(0).message()).isEqualTo("Killed by user");
    }
}
