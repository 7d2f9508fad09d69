package dev.gantry.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gantry.job.JobApiException;
import dev.gantry.job.RunHandle;
import dev.gantry.job.RunResult;
import dev.gantry.job.WaitResult;
import dev.gantry.store.RunState;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** A thread of a job that outlives the attempt. */
class OutlivingThreadTest extends ScriptedTest {

    private static final int SECONDS = 30;

    private final CompletableFuture<WaitResult> waits = new CompletableFuture<>();
    private final CountDownLatch childBegins = new CountDownLatch(1);
    private final CountDownLatch gate = new CountDownLatch(1);

    @Test
    void whoStillWaitsWhenTheAttemptEndsIsToldSo() {
        ScriptedJob.does("gated child", (input, run) -> {
            childBegins.countDown();
            gate.await();
            return RunResult.OK;
        });

        TestRun parent = run("leaves a thread behind", (input, run) -> {
            RunHandle child = run.jobs()
                    .newRun(to -> to.project("children").jobId("gated"))
                    .queue(what -> what.tag(ScriptedJob.DOES, "gated child"));
            new Thread(() -> waits.completeAsync(() -> run.jobs().waitJob(child), Runnable::run)).start();
            // It begins in the slot that the thread gave back.
            childBegins.await();
            return RunResult.OK;
        });

        assertThat(parent.state()).isEqualTo(RunState.SUCCEEDED);
        assertThatThrownBy(() -> waits.get(SECONDS, TimeUnit.SECONDS))
                .cause()
                .isInstanceOfSatisfying(
                        JobApiException.class,
                        refusal -> assertThat(refusal.code()).isEqualTo(410));
        gate.countDown();
        assertThat(kit.at("children", "gated").finish().state()).isEqualTo(RunState.SUCCEEDED);
    }
}
