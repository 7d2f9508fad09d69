package dev.gantry.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.gantry.job.ClashException;
import dev.gantry.job.JobApiException;
import dev.gantry.job.RunHandle;
import dev.gantry.job.RunResult;
import dev.gantry.store.RunState;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** What runs hand to each other as data. */
class StashTest extends ScriptedTest {

    record Greeting(String hello, int times) {}

    @Test
    void aParentFeedsItsChildBeforeItIsQueuedAndReadsWhatItLeaves() {
        ScriptedJob.does("answering", (input, run) -> {
            RunHandle mine = run.jobs().mine();
            Greeting greeting = mine.getStash(Greeting.class);
            mine.putStash(new Greeting(greeting.hello() + "!", greeting.times() + 1));
            return RunResult.OK;
        });
        TestRun parent = run("feeding", (input, run) -> {
            RunHandle child = run.jobs().newRun();
            child.putStash(new Greeting("world", 1));
            child.queue(what -> what.tag(ScriptedJob.DOES, "answering"));
            run.jobs().waitJob(child);
            boolean right = child.getStash(Greeting.class).equals(new Greeting("world!", 2))
                    && child.getStash().equals(Map.of("hello", "world!", "times", 2));
            return right ? RunResult.OK : RunResult.code(500);
        });
        assertThat(parent.state()).isEqualTo(RunState.SUCCEEDED);
    }

    @Test
    void aStashThatNobodyWroteIsAnEmptyObject() {
        TestRun run = run(
                "reading",
                (input, context) ->
                        context.jobs().mine().getStash().equals(Map.of()) ? RunResult.OK : RunResult.code(500));
        assertThat(run.state()).isEqualTo(RunState.SUCCEEDED);
    }

    @Test
    void ofTwoWritersTheSecondIsToldWhoWasFirstAndReadsAndWritesAgain() {
        AtomicReference<ClashException> clash = new AtomicReference<>();
        TestRun run = run("clashing", (input, context) -> {
            RunHandle one = context.jobs().run("p", "shared");
            RunHandle other = context.jobs().run("p", "shared");
            assertThat(other.getStash()).isEqualTo(Map.of());
            one.putStash(1);
            clash.set(catchThrowableOfType(ClashException.class, () -> other.putStash(2)));
            assertThat(other.getStash()).isEqualTo(1);
            other.putStash(3);
            return RunResult.OK;
        });
        assertThat(run.state()).isEqualTo(RunState.SUCCEEDED);
        assertThat(clash.get().winner()).isEqualTo(run.address().toString());
        assertThat(kit.at("p", "shared")).isNotNull();
    }

    @Test
    void aStashOverTheLimitAndOneThatDoesNotFitAreRefused() {
        AtomicReference<JobApiException> tooLarge = new AtomicReference<>();
        AtomicReference<JobApiException> misfit = new AtomicReference<>();
        TestRun run = run("overflowing", (input, context) -> {
            RunHandle mine = context.jobs().mine();
            tooLarge.set(catchThrowableOfType(JobApiException.class, () -> mine.putStash("x".repeat(10 << 20))));
            mine.putStash(List.of(1));
            misfit.set(catchThrowableOfType(JobApiException.class, () -> mine.getStash(Greeting.class)));
            return RunResult.OK;
        });
        assertThat(tooLarge.get().code()).isEqualTo(413);
        assertThat(misfit.get().code()).isEqualTo(422);
        assertThat(run.stashJson()).contains("[1]");
    }
}
