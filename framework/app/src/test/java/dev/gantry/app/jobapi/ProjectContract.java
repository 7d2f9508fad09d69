package dev.gantry.app.jobapi;

import static dev.gantry.app.jobapi.JobsWay.project;
import static dev.gantry.app.jobapi.Scripts.numbered;
import static dev.gantry.app.jobapi.Scripts.scripted;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.app.jobapi.Scripts.Script;
import dev.gantry.job.Jobs;
import dev.gantry.job.RunHandle;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What holds of projects. */
interface ProjectContract extends JobsWay {

    /** Notes which runs were executed, and how many at once. */
    final class Execution {

        private final Queue<Integer> order = new ConcurrentLinkedQueue<>();
        private final AtomicInteger now = new AtomicInteger();
        private final AtomicInteger most = new AtomicInteger();

        Script noting(Script then) {
            return run -> {
                most.accumulateAndGet(now.incrementAndGet(), Math::max);
                order.add(Scripts.number(run));
                then.run(run);
                now.decrementAndGet();
            };
        }
    }

    private static List<RunHandle> queue(Jobs jobs, String project, int count, Script script) {
        List<RunHandle> runs = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            runs.add(jobs.run(project, "run_" + i).queue(numbered(i, script)));
        }
        return runs;
    }

    @Test
    default void runsOfAProjectGoOneAtATimeOldestFirst() throws Exception {
        use(jobs -> {
            Execution execution = new Execution();
            List<RunHandle> runs = queue(jobs, project(), 10, execution.noting(Script.IDLE));
            assertThat(jobs.waitJobs(runs).ok()).isEqualTo(10);
            assertThat(execution.order)
                    .containsExactlyElementsOf(IntStream.range(0, 10).boxed().toList());
            assertThat(execution.most).hasValue(1);
        });
    }

    @Test
    default void aProjectWithAConcurrencyOfThreeExecutesThreeAtOnceAndNoMore() throws Exception {
        use(jobs -> {
            String project = project();
            outside().concurrency(project, 3);
            CountDownLatch three = new CountDownLatch(3);
            Execution execution = new Execution();
            List<RunHandle> runs = queue(jobs, project, 9, execution.noting(run -> {
                three.countDown();
                three.await();
            }));
            assertThat(jobs.waitJobs(runs).ok()).isEqualTo(9);
            assertThat(execution.most).hasValue(3);
        });
    }

    @Test
    default void aProjectThatIsBusyStandsInNobodysWay() throws Exception {
        use(jobs -> {
            CountDownLatch end = new CountDownLatch(1);
            List<RunHandle> busy = queue(jobs, project(), 20, run -> end.await());
            RunHandle other = jobs.run(project(), "other").queue(scripted(Script.IDLE));
            assertThat(jobs.waitJob(other).ok()).isEqualTo(1);
            end.countDown();
            assertThat(jobs.waitJobs(busy).ok()).isEqualTo(20);
        });
    }

    @Test
    default void runsInOtherProjectsAreExecutedAtOnce() throws Exception {
        use(jobs -> {
            CountDownLatch both = new CountDownLatch(2);
            Script script = run -> {
                both.countDown();
                both.await();
            };
            RunHandle one = jobs.run(project(), "same").queue(scripted(script));
            RunHandle two = jobs.run(project(), "same").queue(scripted(script));
            assertThat(jobs.waitJobs(List.of(one, two)).ok()).isEqualTo(2);
        });
    }
}
