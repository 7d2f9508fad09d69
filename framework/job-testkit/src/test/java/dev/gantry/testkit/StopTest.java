package dev.gantry.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.job.Leaf;
import dev.gantry.job.RunContext;
import dev.gantry.job.RunHandle;
import dev.gantry.job.RunResult;
import dev.gantry.store.Lease;
import dev.gantry.store.LogLine;
import dev.gantry.store.RunState;
import dev.gantry.store.worker.WorkerOrder;
import dev.gantry.store.worker.WorkerReport;
import dev.gantry.store.worker.WorkerState;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a stop waits for where several workers share a store. */
class StopTest {

    private static final URI THERE = URI.create("http://there:8888");
    private static final Duration DAY = Duration.ofDays(1);

    @TempDir
    private Path folder;

    /** Waits for a run that nobody here queues. */
    @Leaf(path = "waits")
    static final class Waits extends TestJob<TestJob.Nothing> {

        @Override
        public RunResult run(Nothing params, RunContext<Steps> run) {
            run.jobs().waitJob(run.jobs().newRun(to -> to.project("others").jobId("job")));
            return RunResult.OK;
        }
    }

    /** Waits for a run of this server and for one of another. */
    @Leaf(path = "waits_for_both")
    static final class WaitsForBoth extends TestJob<TestJob.Nothing> {

        private static final CountDownLatch begun = new CountDownLatch(1);
        private static final CountDownLatch mayEnd = new CountDownLatch(1);

        @Override
        public RunResult run(Nothing params, RunContext<Steps> run) throws InterruptedException {
            switch (run.jobId()) {
                case "here" -> {
                    begun.countDown();
                    mayEnd.await();
                }
                case "there" -> run.info("begun");
                default -> {
                    RunHandle here = run.jobs()
                            .newRun(to -> to.project("p").jobId("here"))
                            .queue();
                    RunHandle there = run.jobs()
                            .newRun(to -> to.project("p").jobId("there").api(THERE))
                            .queue(what -> what.runAt(MovableClock.START.plus(DAY)));
                    run.jobs().waitJobs(List.of(here, there));
                }
            }
            return RunResult.OK;
        }
    }

    private static WorkerReport another() {
        return new WorkerReport(
                new WorkerReport.Identity("another", "there", "1", List.of()),
                WorkerState.activeRunning,
                new WorkerReport.Load(1, 0, List.of(), new WorkerReport.Memory(1, 1)),
                WorkerOrder.TAKE,
                Duration.ofDays(1));
    }

    @Test
    void aStopLeavesItsGraceToRunsThatWaitForWhatAnotherWorkerMayEnd() throws Exception {
        try (PacedEngine paced = new PacedEngine(1, Duration.ZERO, folder, Waits.class)) {
            paced.store().workers().announce(another()).join();
            paced.engine().start();
            TestRun waiting = paced.submit("waiting");
            waiting.await(run -> run.lease().map(Lease::parked).orElse(false));
            Thread stop = new Thread(() -> paced.engine().stop(Duration.ofDays(1)));
            stop.start();

            paced.awaitLists(2);
            assertThat(waiting.state()).isEqualTo(RunState.RUNNING);
            paced.store()
                    .cancel(
                            waiting.record().uuid(),
                            LogLine.event(waiting.record().stamp().updatedAt(), "enough"))
                    .join();
            stop.join();

            assertThat(waiting.state()).isEqualTo(RunState.CANCELLED);
            assertThat(waiting.events()).doesNotContain("System restart");
        }
    }

    @Test
    void aStopLeavesItsGraceToARunOfWhoseChildrenOnlyThatOfAnotherServerIsLeft() throws Exception {
        try (JobTestKit there = JobTestKit.withSlots(1, WaitsForBoth.class);
                PacedEngine paced = new PacedEngine(
                        1, Duration.ZERO, folder, WaitsForBoth.class, (server, caller) -> new KitPeer(there))) {
            paced.engine().start();
            TestRun parent = paced.submit("parent");
            WaitsForBoth.begun.await();
            there.at("p", "there").await(run -> true);
            Thread stop = new Thread(() -> paced.engine().stop(DAY));
            stop.start();

            WaitsForBoth.mayEnd.countDown();
            parent.children().get(0).await(RunState.SUCCEEDED);
            assertThat(paced.awaitTimeouts(4))
                    .as("the stop goes on to wait; the parent's log is %s", parent.events())
                    .isTrue();
            there.clock().advance(DAY);
            stop.join();

            assertThat(parent.state()).isEqualTo(RunState.SUCCEEDED);
            assertThat(parent.events()).doesNotContain("System restart");
        }
    }
}
