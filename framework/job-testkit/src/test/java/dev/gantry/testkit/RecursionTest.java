package dev.gantry.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.job.Leaf;
import dev.gantry.job.RunContext;
import dev.gantry.job.RunHandle;
import dev.gantry.job.RunPolicy;
import dev.gantry.job.RunResult;
import dev.gantry.job.WaitResult;
import dev.gantry.store.RunState;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Runs that wait for runs that wait: any depth and any number on few slots. */
class RecursionTest {

    private static final AtomicInteger atOnce = new AtomicInteger();
    private static final AtomicInteger mostAtOnce = new AtomicInteger();
    private static final AtomicInteger executed = new AtomicInteger();

    @BeforeEach
    void forget() {
        List.of(atOnce, mostAtOnce, executed).forEach(count -> count.set(0));
    }

    private static void countedWork() {
        mostAtOnce.accumulateAndGet(atOnce.incrementAndGet(), Math::max);
        executed.incrementAndGet();
        atOnce.decrementAndGet();
    }

    /** Queues itself once more, and waits for it. */
    @Leaf(path = "nested")
    static class Nested extends TestJob<Nested.Depth> {

        record Depth(int left) {}

        @Override
        public RunResult run(Depth depth, RunContext<Steps> run) {
            countedWork();
            if (depth.left() > 0) {
                RunHandle child = run.jobs().newRun().queue(what -> what.params(new Depth(depth.left() - 1)));
                WaitResult result = run.jobs().waitJob(child, Duration.ofDays(1));
                countedWork();
                return result.allOk() ? RunResult.OK : RunResult.code(500);
            }
            return RunResult.OK;
        }
    }

    /** The same, one at a time over all workers. */
    @Leaf(path = "nested_alone")
    @RunPolicy(concurrency = 1)
    static final class NestedAlone extends Nested {}

    /** Queues many and waits for all. */
    @Leaf(path = "wide")
    static final class Wide extends TestJob<Wide.Width> {

        record Width(int children, int workers) {}

        @Override
        public RunResult run(Width width, RunContext<Steps> run) {
            List<RunHandle> children = IntStream.range(0, width.children())
                    .mapToObj(i -> run.jobs()
                            .newRun(to -> to.workers(width.workers()))
                            .queue(what -> what.job(Leafy.class).params(Map.of())))
                    .toList();
            WaitResult result = run.jobs().waitJobs(children, Duration.ofDays(1));
            run.info("ok %d fail %d timeout %d".formatted(result.ok(), result.fail(), result.timeout()));
            return result.allOk() ? RunResult.OK : RunResult.code(500);
        }
    }

    /** Does little. */
    @Leaf(path = "leafy")
    static final class Leafy extends TestJob<TestJob.Nothing> {

        @Override
        public RunResult run(Nothing params, RunContext<Steps> run) {
            countedWork();
            return RunResult.OK;
        }
    }

    /** As in the seed: each queues the next one by a chosen id, the first waits for all. */
    @Leaf(path = "relay")
    static final class Relay extends TestJob<TestJob.Nothing> {

        @Override
        public RunResult run(Nothing params, RunContext<Steps> run) {
            if (!run.tags().containsKey("i")) {
                queue(run, 1);
                List<RunHandle> all = IntStream.rangeClosed(1, 10)
                        .mapToObj(i -> run.jobs().run("worker_" + i, "seed_" + i))
                        .toList();
                return run.jobs().waitJobs(all).ok() == 10 ? RunResult.OK : RunResult.code(500);
            }
            int i = Integer.parseInt(run.tags().get("i"));
            if (i < 10) {
                queue(run, i + 1);
            }
            return RunResult.OK;
        }

        private static void queue(RunContext<Steps> run, int i) {
            run.jobs().run("worker_" + i, "seed_" + i).queue(what -> what.tag("i", String.valueOf(i)));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 8})
    void aChainOfAThousandThatWaitForEachOtherCompletes(int slots) {
        try (JobTestKit kit = JobTestKit.withSlots(slots, Nested.class)) {
            TestRun run = kit.run(Nested.class, new Nested.Depth(1_000));
            assertThat(run.state()).isEqualTo(RunState.SUCCEEDED);
            assertThat(executed).hasValue(2_001);
            assertThat(mostAtOnce.get()).isLessThanOrEqualTo(slots);
        }
    }

    @Test
    void aJobOfWhichOneMayRunAtOnceWaitsForChildrenOfItsOwn() {
        try (JobTestKit kit = JobTestKit.withSlots(8, NestedAlone.class)) {
            TestRun run = kit.run(NestedAlone.class, new Nested.Depth(20));
            assertThat(run.state()).isEqualTo(RunState.SUCCEEDED);
            assertThat(mostAtOnce).hasValue(1);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 8})
    void tenThousandChildrenOfOneParentComplete(int slots) {
        try (JobTestKit kit = JobTestKit.withSlots(slots, Wide.class, Leafy.class)) {
            TestRun run = kit.run(Wide.class, new Wide.Width(10_000, 99));
            assertThat(run.events()).containsExactly("ok 10000 fail 0 timeout 0");
            assertThat(executed).hasValue(10_000);
            assertThat(mostAtOnce.get()).isLessThanOrEqualTo(slots);
        }
    }

    @Test
    void tenThatAreQueuedByEachOtherAreAwaitedByTheirChosenIds() {
        try (JobTestKit kit = JobTestKit.withSlots(1, Relay.class)) {
            assertThat(kit.run(Relay.class, "{}").state()).isEqualTo(RunState.SUCCEEDED);
        }
    }
}
