package dev.gantry.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.engine.jobs.QueueOrder;
import dev.gantry.engine.jobs.RunSetup;
import dev.gantry.job.Leaf;
import dev.gantry.job.RunContext;
import dev.gantry.job.RunHandle;
import dev.gantry.job.RunResult;
import dev.gantry.job.WaitCycleException;
import dev.gantry.store.Lease;
import dev.gantry.store.RunAddress;
import dev.gantry.store.RunOptions;
import dev.gantry.store.RunState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CyclicBarrier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Waits that could never end are refused when they begin, with the cycle spelled out. */
class CycleTest {

    private static final List<String> cycles = Collections.synchronizedList(new ArrayList<>());
    private static volatile CyclicBarrier together = new CyclicBarrier(1);

    private final JobTestKit kit = JobTestKit.withSlots(8, Waits.class, Brief.class);

    @BeforeEach
    void forget() {
        cycles.clear();
        together = new CyclicBarrier(1);
    }

    @AfterEach
    void close() {
        kit.close();
    }

    /** Waits for the runs in its tag, a minute at most. */
    @Leaf(path = "waits")
    static final class Waits extends TestJob<TestJob.Nothing> {

        @Override
        public RunResult run(Nothing params, RunContext<Steps> run) throws Exception {
            List<RunHandle> targets = Arrays.stream(run.tags().get("for").split(" "))
                    .map(name -> name.split("/"))
                    .map(parts -> run.jobs().run(parts[0], parts[1]))
                    .toList();
            together.await();
            try {
                return RunResult.code(200
                        + run.jobs().waitJobs(targets, Duration.ofMinutes(1)).ok());
            } catch (WaitCycleException e) {
                cycles.add(String.join(" > ", e.cycle()));
                assertThat(e).hasMessageContaining(String.join(" waits for ", e.cycle()));
                return RunResult.code(e.code());
            }
        }
    }

    /** Is done at once. */
    @Leaf(path = "brief")
    static final class Brief extends TestJob<TestJob.Nothing> {

        @Override
        public RunResult run(Nothing params, RunContext<Steps> run) {
            return RunResult.OK;
        }
    }

    private TestRun queue(String address, String... targets) {
        return queue("tests/waits", address, Map.of("for", String.join(" ", targets)));
    }

    private TestRun queue(String job, String address, Map<String, String> tags) {
        String[] parts = address.split("/");
        RunOptions options = new RunOptions("", tags, 0, Optional.empty(), Optional.empty());
        try {
            kit.projects()
                    .queue(
                            new RunAddress(parts[0], parts[1]),
                            new QueueOrder(job, "{}", options, RunSetup.NONE, Optional.empty()))
                    .join();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
        return kit.at(parts[0], parts[1]);
    }

    private static void awaitParked(TestRun run) {
        run.await(record -> record.lease().map(Lease::parked).orElse(false));
    }

    @Test
    void nobodyWaitsForHimself() {
        assertThat(queue("a/1", "a/1").finish().result()).isEqualTo(409);
        assertThat(cycles).containsExactly("a/1 > a/1");
    }

    @Test
    void nobodyWaitsForAQueuedRunOfHisOwnSerialProject() {
        queue("tests/brief", "a/2", Map.of());
        TestRun first = queue("b/1", "a/2");
        first.await(RunState.SUCCEEDED);
        together = new CyclicBarrier(2);
        TestRun parent = queue("a/3", "a/4");
        parent.await(RunState.RUNNING);
        TestRun behind = queue("tests/brief", "a/4", Map.of());
        awaitTogether();
        parent.await(RunState.FAILED);
        assertThat(cycles).containsExactly("a/3 > a/4 > a/3");
        behind.await(RunState.SUCCEEDED);
    }

    private static void awaitTogether() {
        try {
            together.await();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void nobodyWaitsForARunOfHisOwnSerialProjectThatIsYetToBeQueued() {
        assertThat(queue("a/1", "a/2").finish().result()).isEqualTo(409);
        assertThat(cycles).containsExactly("a/1 > a/2 > a/1");
    }

    @Test
    void aCycleThroughOthersAndTheirProjectsIsSpelledOut() {
        awaitParked(queue("a/1", "b/1"));
        TestRun holder = queue("b/2", "a/2");
        holder.await(RunState.FAILED);
        assertThat(cycles).containsExactly("b/2 > a/2 > a/1 > b/1 > b/2");
    }

    @Test
    void aLongChainIsFollowedToItsEnd() {
        int length = 7;
        for (int i = 0; i < length - 1; i++) {
            awaitParked(queue("p" + i + "/run", "p" + (i + 1) + "/run"));
        }
        queue("p" + (length - 1) + "/run", "p0/run").await(RunState.FAILED);
        assertThat(cycles)
                .singleElement()
                .asString()
                .startsWith("p6/run > p0/run > p1/run")
                .endsWith("> p6/run");
    }

    @Test
    void aProjectWithRoomForAnotherRunHoldsNobodyUp() {
        kit.projects().limit("a", 2).join();
        TestRun parent = queue("a/1", "a/2");
        awaitParked(parent);
        queue("tests/brief", "a/2", Map.of());
        parent.await(RunState.SUCCEEDED);
        assertThat(cycles).isEmpty();
    }

    @Test
    void aProjectIsHopelessOnlyIfAllThatHoldItAre() {
        kit.projects().limit("a", 2).join();
        awaitParked(queue("a/1", "c/1"));
        awaitParked(queue("a/2", "d/1"));
        TestRun waiting = queue("c/1", "a/3");
        awaitParked(waiting);
        assertThat(cycles).isEmpty();
        queue("d/1", "a/3").await(RunState.FAILED);
        assertThat(cycles).singleElement().asString().startsWith("d/1 > a/3");
    }

    @Test
    void ofTwoThatBeginToWaitForEachOtherAtOnceJustOneIsRefused() {
        for (int round = 0; round < 50; round++) {
            cycles.clear();
            together = new CyclicBarrier(2);
            String one = "one_%d/run".formatted(round);
            String other = "other_%d/run".formatted(round);
            TestRun first = queue(one, other);
            TestRun second = queue(other, one);
            first.await(record -> record.state().finished());
            second.await(record -> record.state().finished());
            assertThat(cycles).hasSize(1);
        }
    }
}
