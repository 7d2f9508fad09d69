package dev.gantry.app.jobapi;

import static dev.gantry.app.jobapi.JobsWay.project;
import static dev.gantry.app.jobapi.Scripts.scripted;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.app.jobapi.Scripts.Script;
import dev.gantry.job.RunHandle;
import dev.gantry.job.RunStatus;
import dev.gantry.job.WaitResult;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What holds of waiting. */
interface WaitContract extends JobsWay {

    @Test
    default void aWaitCountsHowItsRunsEnded() throws Exception {
        use(jobs -> {
            RunHandle ok = jobs.run(project(), "ok").queue(scripted(Script.IDLE));
            RunHandle fail = jobs.run(project(), "fail").queue(scripted(it -> {
                throw it.fail(500, "on purpose");
            }));
            RunHandle nobody = jobs.run(project(), "nobody");
            assertThat(jobs.waitJobs(List.of(ok, fail))).isEqualTo(new WaitResult(1, 1, 0));
            assertThat(jobs.waitJobs(List.of(ok, nobody, fail), Duration.ofMillis(200)))
                    .isEqualTo(new WaitResult(1, 1, 1));
        });
    }

    @Test
    default void aWaitForNothingIsOverAtOnce() throws Exception {
        use(jobs -> assertThat(jobs.waitJobs(List.of())).isEqualTo(new WaitResult(0, 0, 0)));
    }

    @Test
    default void aRunThatIsExecutedLongerThanTheWaitIsATimeout() throws Exception {
        use(jobs -> {
            CountDownLatch end = new CountDownLatch(1);
            RunHandle run = jobs.run(project(), "one").queue(scripted(it -> end.await()));
            assertThat(jobs.waitJob(run, Duration.ofMillis(200))).isEqualTo(new WaitResult(0, 0, 1));
            end.countDown();
            assertThat(jobs.waitJob(run)).isEqualTo(new WaitResult(1, 0, 0));
        });
    }

    @Test
    default void aRunCanBeWaitedForBeforeAnybodyHasQueuedIt() throws Exception {
        use(jobs -> {
            RunHandle run = jobs.run(project(), "one");
            List<RunStatus> seen = new ArrayList<>();
            RunStatus last = run.follow(status -> {
                seen.add(status);
                if (status == RunStatus.UNKNOWN) {
                    jobs.run(run.project(), "one").queue(scripted(Script.IDLE));
                }
            });
            assertThat(last).isEqualTo(RunStatus.OK);
            assertThat(seen)
                    .startsWith(RunStatus.UNKNOWN)
                    .endsWith(RunStatus.OK)
                    .isSubsetOf(RunStatus.UNKNOWN, RunStatus.QUEUED, RunStatus.RUNNING, RunStatus.OK);
        });
    }

    @Test
    default void runsThatQueueEachOtherAreWaitedForTogether() throws Exception {
        use(jobs -> {
            String project = project();
            RunHandle last = jobs.run(project + "_3", "three");
            RunHandle middle = jobs.run(project + "_2", "two");
            RunHandle first = jobs.run(project + "_1", "one");
            first.queue(scripted(one -> one.jobs()
                    .run(middle.project(), "two")
                    .queue(scripted(
                            two -> two.jobs().run(last.project(), "three").queue(scripted(Script.IDLE))))));
            assertThat(jobs.waitJobs(List.of(last, middle, first))).isEqualTo(new WaitResult(3, 0, 0));
        });
    }

    @Test
    default void manyMayWaitForOneRun() throws Exception {
        use(jobs -> {
            CountDownLatch end = new CountDownLatch(1);
            RunHandle run = jobs.run(project(), "one").queue(scripted(it -> end.await()));
            Callable<RunStatus> follower = () -> run.follow(status -> end.countDown());
            assertThat(JobsWay.atOnce(List.of(follower, follower, follower))).containsOnly(RunStatus.OK);
        });
    }

    /** Collects what it is told. */
    final class Collector implements Flow.Subscriber<RunStatus> {

        private final List<RunStatus> seen = new ArrayList<>();
        private final CompletableFuture<List<RunStatus>> complete = new CompletableFuture<>();
        private final CountDownLatch first = new CountDownLatch(1);

        @Override
        public void onSubscribe(Flow.Subscription subscription) {
            subscription.request(Long.MAX_VALUE);
        }

        @Override
        public synchronized void onNext(RunStatus status) {
            seen.add(status);
            first.countDown();
        }

        @Override
        public void onError(Throwable failure) {
            complete.completeExceptionally(failure);
        }

        @Override
        public synchronized void onComplete() {
            complete.complete(List.copyOf(seen));
        }
    }

    @Test
    default void updatesBeginWithWhatIsAndEndWithTheEnd() throws Exception {
        use(jobs -> {
            CountDownLatch end = new CountDownLatch(1);
            RunHandle run = jobs.run(project(), "one").queue(scripted(it -> end.await()));
            Collector collector = new Collector();
            run.updates().subscribe(collector);
            collector.first.await();
            end.countDown();
            List<RunStatus> seen = collector.complete.get(1, TimeUnit.MINUTES);
            assertThat(seen).endsWith(RunStatus.OK).isSubsetOf(RunStatus.QUEUED, RunStatus.RUNNING, RunStatus.OK);
            assertThat(seen).doesNotHaveDuplicates();
        });
    }

    @Test
    default void updatesOfARunThatIsFinishedAreItsEnd() throws Exception {
        use(jobs -> {
            RunHandle run = jobs.run(project(), "one").queue(scripted(Script.IDLE));
            assertThat(jobs.waitJob(run).ok()).isEqualTo(1);
            Collector collector = new Collector();
            run.updates().subscribe(collector);
            assertThat(collector.complete.get(1, TimeUnit.MINUTES)).containsExactly(RunStatus.OK);
        });
    }
}
