package dev.gantry.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.job.Leaf;
import dev.gantry.job.RunContext;
import dev.gantry.job.RunResult;
import dev.gantry.store.Lease;
import dev.gantry.store.LogLine;
import dev.gantry.store.RunState;
import dev.gantry.store.worker.WorkerOrder;
import dev.gantry.store.worker.WorkerReport;
import dev.gantry.store.worker.WorkerState;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a stop waits for where several workers share a store. */
class StopTest {

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
}
