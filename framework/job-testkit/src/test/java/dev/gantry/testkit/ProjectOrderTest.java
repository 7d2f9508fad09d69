package dev.gantry.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.job.Jobs;
import dev.gantry.job.RunHandle;
import dev.gantry.job.RunResult;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** In which order, and how many at once, the runs of a project are executed. */
class ProjectOrderTest {

    private final JobTestKit kit = JobTestKit.withSlots(8, ScriptedJob.class);
    private final List<String> order = Collections.synchronizedList(new ArrayList<>());
    private final AtomicInteger atOnce = new AtomicInteger();
    private final AtomicInteger mostAtOnce = new AtomicInteger();

    @AfterEach
    void close() {
        kit.close();
    }

    private List<RunHandle> queue(Jobs jobs, String project, int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> jobs.run(project, "job_" + i).queue(what -> what.tag(ScriptedJob.DOES, "one of many")))
                .toList();
    }

    private TestRun queueInOneProject(int count, int concurrency, CountDownLatch together) {
        ScriptedJob.does("one of many", (input, run) -> {
            mostAtOnce.accumulateAndGet(atOnce.incrementAndGet(), Math::max);
            order.add(run.jobId());
            together.countDown();
            together.await();
            atOnce.decrementAndGet();
            return RunResult.OK;
        });
        ScriptedJob.does("queueing", (input, run) -> {
            run.jobs().concurrency("many", concurrency);
            return RunResult.code(
                    200 + run.jobs().waitJobs(queue(run.jobs(), "many", count)).ok());
        });
        return kit.submit(ScriptedJob.class, ScriptedTest.INPUT, ScriptedTest.does("queueing"))
                .finish();
    }

    @Test
    void runsOfOneProjectGoOneAtATimeOldestFirst() {
        TestRun parent = queueInOneProject(20, 1, new CountDownLatch(0));
        assertThat(parent.result()).isEqualTo(220);
        assertThat(mostAtOnce).hasValue(1);
        assertThat(order)
                .isEqualTo(IntStream.range(0, 20).mapToObj(i -> "job_" + i).toList());
    }

    @Test
    void aProjectWithAConcurrencyHasSoManyAtOnceAndNoMore() {
        TestRun parent = queueInOneProject(30, 3, new CountDownLatch(3));
        assertThat(parent.result()).isEqualTo(230);
        assertThat(mostAtOnce).hasValue(3);
    }
}
