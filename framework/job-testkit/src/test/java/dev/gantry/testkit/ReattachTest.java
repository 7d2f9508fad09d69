package dev.gantry.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.gantry.job.ClashException;
import dev.gantry.job.JobApiException;
import dev.gantry.job.RunContext;
import dev.gantry.job.RunHandle;
import dev.gantry.job.RunResult;
import dev.gantry.store.RunAddress;
import dev.gantry.store.RunState;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A run that is attempted again finds the children that it has. */
class ReattachTest extends ScriptedTest {

    private final List<String> executed = Collections.synchronizedList(new ArrayList<>());

    private static RunHandle child(RunContext<?> run, String what) {
        return run.jobs().newRun().queue(spec -> spec.tag(ScriptedJob.DOES, what));
    }

    @Test
    void aLaterAttemptFindsItsChildrenAndRerunsJustThoseThatFailedOnce() {
        ScriptedJob.does("good child", (input, run) -> {
            executed.add("good");
            return RunResult.OK;
        });
        ScriptedJob.does("bad child", (input, run) -> {
            executed.add("bad");
            return RunResult.code(executed.contains("mended") ? 200 : 500);
        });
        TestRun parent = run("parent", (input, run) -> {
            RunHandle good = child(run, "good child");
            RunHandle bad = child(run, "bad child");
            executed.add(run.attempt() == 1 ? "broken" : "mended");
            if (run.jobs().waitJobs(List.of(good, bad)).fail() == 1) {
                throw run.retry(503, "a child failed");
            }
            run.jobs().waitJob(child(run, "bad child"));
            return RunResult.OK;
        });
        assertThat(parent.state()).isEqualTo(RunState.SUCCEEDED);
        assertThat(parent.attempts()).isEqualTo(2);
        assertThat(parent.children()).extracting(TestRun::attempts).containsExactly(1, 2, 1);
        assertThat(executed).containsExactly("broken", "good", "bad", "mended", "bad", "bad");
    }

    @Test
    void theSameAttemptRetriesNothingByQueueingAgain() {
        ScriptedJob.does("failing", (input, run) -> RunResult.code(500));
        TestRun parent = run("parent of one", (input, run) -> {
            for (int i = 0; i < 3; i++) {
                RunHandle child = run.jobs()
                        .newRun(to -> to.project("p").jobId("j"))
                        .queue(what -> what.tag(ScriptedJob.DOES, "failing"));
                run.jobs().waitJob(child);
            }
            return RunResult.OK;
        });
        assertThat(parent.children()).extracting(TestRun::attempts).containsExactly(1);
    }

    @Test
    void aMadeUpChildIsTheOneThatIsThereThoughItWasGivenOtherParams() {
        TestRun parent = run("changing", (input, run) -> {
            run.jobs()
                    .newRun()
                    .queue(what -> what.tags(Map.of()).params(new ScriptedJob.Input(run.attempt(), "changed")));
            return run.attempt() == 1 ? RunResult.again() : RunResult.OK;
        });
        assertThat(parent.children()).hasSize(1);
        assertThat(parent.warnings()).singleElement().asString().contains("stays as it is");
    }

    @Test
    void aChosenIdIsQueuedOnceAndRefusedForOtherParams() {
        List<ClashException> clashes = new ArrayList<>();
        TestRun parent = run("choosing", (input, run) -> {
            RunHandle first = run.jobs().run("p", "chosen").queue(what -> what.tags(Map.of()));
            run.jobs().run("p", "chosen").queue(what -> what.tags(Map.of()));
            clashes.add(catchThrowableOfType(
                    ClashException.class, () -> first.queue(what -> what.params(new ScriptedJob.Input(2, "other")))));
            return RunResult.OK;
        });
        assertThat(parent.children()).hasSize(1);
        assertThat(clashes.get(0).winner())
                .isEqualTo(parent.children().get(0).uuid().toString());
        assertThat(clashes.get(0)).hasMessageContaining("p/chosen").hasMessageContaining("other params");
    }

    @Test
    void theRunItselfCannotBeQueuedButWrittenAndRead() {
        List<JobApiException> refused = new ArrayList<>();
        TestRun run = run("own", (input, context) -> {
            refused.add(catchThrowableOfType(
                    JobApiException.class, () -> context.jobs().mine().queue()));
            context.jobs().mine().putStash(List.of(1, 2));
            return context.jobs().mine().info().queued().orElseThrow().attempts() == 1
                    ? RunResult.OK
                    : RunResult.code(500);
        });
        assertThat(run.state()).isEqualTo(RunState.SUCCEEDED);
        assertThat(refused.get(0).code()).isEqualTo(409);
        assertThat(run.stashJson()).contains("[1,2]");
    }

    @Test
    void handlesOfAnAttemptThatHasEndedAnswer410() {
        List<RunHandle> kept = new ArrayList<>();
        run("keeping", (input, run) -> {
            kept.add(run.jobs().newRun());
            return RunResult.OK;
        });
        RunHandle handle = kept.get(0);
        List<Runnable> calls = List.of(
                handle::queue,
                handle::retry,
                handle::info,
                () -> handle.putStash(1),
                handle::getStash,
                handle::files,
                handle::cancel,
                handle::report,
                handle::meta);
        for (Runnable call : calls) {
            JobApiException refusal = catchThrowableOfType(JobApiException.class, call::run);
            assertThat(refusal.code()).isEqualTo(410);
        }
        assertThat(kit.projects().find(new RunAddress(handle.project(), handle.jobId())))
                .isEmpty();
    }
}
