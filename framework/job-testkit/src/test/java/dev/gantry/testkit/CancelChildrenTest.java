package dev.gantry.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.gantry.job.JobApiException;
import dev.gantry.job.RunCancelledException;
import dev.gantry.job.RunHandle;
import dev.gantry.job.RunResult;
import dev.gantry.store.RunState;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** A cancel reaches all that a run queued. */
class CancelChildrenTest extends ScriptedTest {

    @Test
    void aCancelStopsTheChildThatIsExecutedAndTheOneThatIsQueued() {
        ScriptedJob.does("endless", (input, run) -> {
            new CountDownLatch(1).await();
            return RunResult.OK;
        });
        TestRun parent = submit("parent of endless", (input, run) -> {
            RunHandle first = run.jobs()
                    .newRun(to -> to.project("p").jobId("1"))
                    .queue(what -> what.tag(ScriptedJob.DOES, "endless"));
            run.jobs().newRun(to -> to.project("p").jobId("2")).queue(what -> what.tag(ScriptedJob.DOES, "endless"));
            run.jobs().waitJob(first);
            return RunResult.OK;
        });
        kit.at("p", "1").await(RunState.RUNNING);
        parent.cancel();
        parent.await(RunState.CANCELLED);
        kit.at("p", "1").await(RunState.CANCELLED);
        kit.at("p", "2").await(RunState.CANCELLED);
        assertThat(kit.engine().worker().running()).isEmpty();
    }

    @Test
    void aRunThatWasCancelledQueuesNoMore() {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch cancelled = new CountDownLatch(1);
        AtomicReference<Throwable> refusal = new AtomicReference<>();
        TestRun parent = submit("late", (input, run) -> {
            begun.countDown();
            cancelled.await();
            refusal.set(catchThrowable(() -> run.jobs().run("p", "late").queue()));
            return RunResult.OK;
        });
        await(begun);
        parent.cancel();
        cancelled.countDown();
        parent.await(RunState.CANCELLED);
        assertThat(refusal.get())
                .satisfiesAnyOf(
                        cause -> assertThat(cause)
                                .isInstanceOfSatisfying(
                                        JobApiException.class,
                                        told -> assertThat(told.code()).isEqualTo(410)),
                        cause -> assertThat(cause).isInstanceOf(RunCancelledException.class));
        assertThat(parent.children()).isEmpty();
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void aParentThatIsRetriedAfterACancelRetriesItsChildren() throws InterruptedException {
        // A run that is cancelled while it waits for its slot has not been attempted.
        CountDownLatch begun = new CountDownLatch(1);
        ScriptedJob.does("patient", (input, run) -> {
            if (run.attempt() == 1) {
                begun.countDown();
                new CountDownLatch(1).await();
            }
            return RunResult.OK;
        });
        TestRun parent = submit("cancelled parent", (input, run) -> {
            RunHandle child = run.jobs()
                    .newRun(to -> to.project("p").jobId("1"))
                    .queue(what -> what.tag(ScriptedJob.DOES, "patient"));
            return run.jobs().waitJob(child).allOk() ? RunResult.OK : RunResult.code(500);
        });
        begun.await();
        parent.cancel().await(RunState.CANCELLED);
        kit.at("p", "1").await(RunState.CANCELLED);
        parent.retry().await(RunState.SUCCEEDED);
        assertThat(kit.at("p", "1").attempts()).isEqualTo(2);
    }
}
