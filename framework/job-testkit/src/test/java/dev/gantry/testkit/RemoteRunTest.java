package dev.gantry.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.job.JobApiException;
import dev.gantry.job.RunContext;
import dev.gantry.job.RunHandle;
import dev.gantry.job.RunResult;
import dev.gantry.store.RunState;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Runs that a run of one server queues on another. */
@Timeout(60)
class RemoteRunTest {

    private static final URI THERE = URI.create("http://there:8888");

    private final JobTestKit there = JobTestKit.withSlots(1, ScriptedJob.class);
    private final KitPeer peer = new KitPeer(there);
    private final JobTestKit here = JobTestKit.withPeers((server, caller) -> peer, List.of(ScriptedJob.class));

    @AfterEach
    void close() {
        here.close();
        there.close();
    }

    private TestRun submit(String what, ScriptedJob.Script script) {
        ScriptedJob.does(what, script);
        return here.submit(ScriptedJob.class, ScriptedTest.INPUT, ScriptedTest.does(what));
    }

    private static RunHandle child(RunContext<?> run) {
        return run.jobs().newRun(to -> to.project("p").jobId("1").api(THERE));
    }

    private TestRun childThere() {
        return there.at("p", "1");
    }

    @Test
    void aChildElsewhereIsToldAllThatItInheritsAndIsFedAwaitedAndRead() {
        ScriptedJob.does("far away", (input, run) -> {
            String fed = run.jobs().mine().getStash(String.class);
            run.jobs().mine().putStash(Map.of("n", input.n(), "text", fed));
            return RunResult.OK;
        });
        TestRun parent = submit("reaching out", (input, run) -> {
            RunHandle child = child(run);
            child.putStash("fed");
            child.queue(what -> what.tag(ScriptedJob.DOES, "far away"));
            boolean ok = run.jobs().waitJob(child).allOk();
            return ok && child.getStash(ScriptedJob.Input.class).equals(new ScriptedJob.Input(1, "fed"))
                    ? RunResult.OK
                    : RunResult.code(500);
        });
        parent.await(RunState.SUCCEEDED);
        assertThat(childThere().record().request().path()).isEqualTo("tests/scripted_child");
    }

    @Test
    void aLaterAttemptRetriesTheChildElsewhereThatFailed() {
        AtomicInteger executed = new AtomicInteger();
        ScriptedJob.does(
                "failing far away", (input, run) -> RunResult.code(executed.incrementAndGet() == 1 ? 500 : 200));
        TestRun parent = submit("trying again", (input, run) -> {
            RunHandle child = child(run).queue(what -> what.tag(ScriptedJob.DOES, "failing far away"));
            return run.jobs().waitJob(child).allOk() ? RunResult.OK : RunResult.again();
        });
        parent.finish();
        assertThat(parent.attempts()).isEqualTo(2);
        assertThat(executed).hasValue(2);
    }

    @Test
    void aCancelReachesAServerThatWasAwayOnceItIsBack() {
        TestRun parent = submit("waiting far away", (input, run) -> {
            child(run).queue(what -> what.runAt(MovableClock.START.plus(Duration.ofDays(1))));
            new CountDownLatch(1).await();
            return RunResult.OK;
        });
        childThere().await(run -> true);
        Semaphore called = new Semaphore(0);
        peer.onCall(() -> {
            called.release();
            throw new JobApiException(503, "away");
        });
        parent.cancel().await(RunState.CANCELLED);
        called.acquireUninterruptibly();
        assertThat(childThere().state()).isEqualTo(RunState.QUEUED);
        peer.onCall(() -> {});
        awaitCancelledThere();
    }

    /** Moves the clock past pauses until the cancel is there, and is known to be. */
    private void awaitCancelledThere() {
        while (childThere().state() != RunState.CANCELLED
                || !here.store().remoteCancels().isEmpty()) {
            here.clock().advance(Duration.ofSeconds(1));
            Thread.onSpinWait();
        }
    }

    @Test
    void aCancelThatComesWhileTheChildIsBeingQueuedLeavesNoOrphan() {
        CountDownLatch queueing = new CountDownLatch(1);
        CountDownLatch told = new CountDownLatch(1);
        peer.onCall(() -> {
            if (Thread.currentThread().getName().startsWith("tests_scripted")) {
                queueing.countDown();
                awaitUninterruptibly(told);
            } else {
                told.countDown();
            }
        });
        TestRun parent = submit("slowly queueing", (input, run) -> {
            child(run).queue(what -> what.runAt(MovableClock.START.plus(Duration.ofDays(1))));
            return RunResult.OK;
        });
        awaitUninterruptibly(queueing);
        parent.cancel();
        childThere().await(run -> true);
        awaitCancelledThere();
        parent.await(RunState.CANCELLED);
    }

    private static void awaitUninterruptibly(CountDownLatch latch) {
        boolean interrupted = false;
        while (latch.getCount() > 0) {
            try {
                latch.await();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
