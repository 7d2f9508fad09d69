package dev.gantry.app.jobapi;

import static dev.gantry.app.jobapi.JobsWay.project;
import static dev.gantry.app.jobapi.Scripts.scripted;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.gantry.app.jobapi.Scripts.Script;
import dev.gantry.job.JobApiException;
import dev.gantry.job.RunHandle;
import dev.gantry.job.RunInfo;
import dev.gantry.job.RunStatus;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What can be known of a run, and done to it. */
interface RunContract extends JobsWay {

    @Test
    default void infoIsThereBeforeAndAfterARunIs() throws Exception {
        use(jobs -> {
            RunHandle run = jobs.run(project(), "one");
            RunInfo before = run.info();
            assertThat(before.status()).isEqualTo(RunStatus.UNKNOWN);
            assertThat(before.project()).isEqualTo(run.project());
            assertThat(before.jobId()).isEqualTo("one");
            assertThat(before.queued()).isEmpty();
            run.queue(what ->
                    scripted(Script.IDLE).apply(what).description("spawned job").tag("stage", "child"));
            assertThat(jobs.waitJob(run).ok()).isEqualTo(1);
            RunInfo after = run.info();
            assertThat(after.status()).isEqualTo(RunStatus.OK);
            assertThat(after.api()).isEqualTo(run.api());
            assertThat(after.queued()).hasValueSatisfying(queued -> {
                assertThat(queued.job()).isEqualTo(Scripts.JOB);
                assertThat(queued.description()).isEqualTo("spawned job");
                assertThat(queued.tags()).isEqualTo(Map.of("stage", "child"));
                assertThat(queued.attempts()).isEqualTo(1);
                assertThat(queued.resultCode()).isEqualTo(200);
                assertThat(queued.createdAt()).isBefore(queued.updatedAt());
            });
        });
    }

    @Test
    default void aRunThatIsExecutedIsRunning() throws Exception {
        use(jobs -> {
            CountDownLatch begun = new CountDownLatch(1);
            CountDownLatch end = new CountDownLatch(1);
            RunHandle run = jobs.run(project(), "one").queue(scripted(it -> {
                // Others see that it has begun once that is on the disk, as this is.
                it.jobs().mine().putStash(Map.of("begun", true));
                begun.countDown();
                end.await();
            }));
            begun.await();
            assertThat(run.status()).isEqualTo(RunStatus.RUNNING);
            end.countDown();
            assertThat(jobs.waitJob(run).ok()).isEqualTo(1);
        });
    }

    @Test
    default void metaReadsBackAPairAtATimeInOrder() throws Exception {
        use(jobs -> {
            RunHandle run = jobs.run(project(), "one").queue(scripted(it -> {
                System.out.println("meta: name=alexey age=48");
                it.meta("note", "two words");
                System.out.println("not meta: at=all");
                System.out.println("meta: reboot=need done !failed");
            }));
            assertThat(jobs.waitJob(run).ok()).isEqualTo(1);
            assertThat(run.meta())
                    .isEqualTo(List.of(
                            Map.of("name", "alexey"),
                            Map.of("age", "48"),
                            Map.of("note", "two words"),
                            Map.of("reboot", "need"),
                            Map.of("done", true),
                            Map.of("failed", false)));
        });
    }

    @Test
    default void theReportIsWhatTheRunPrinted() throws Exception {
        use(jobs -> {
            RunHandle run = jobs.run(project(), "one").queue(scripted(it -> {
                System.out.println("first lïne");
                System.out.println();
                System.out.print("last line");
            }));
            assertThat(jobs.waitJob(run).ok()).isEqualTo(1);
            assertThat(run.report().strip()).isEqualTo("first lïne\n\nlast line");
        });
    }

    @Test
    default void aRunThatNobodyQueuedHasNothingToSay() throws Exception {
        use(jobs -> {
            RunHandle run = jobs.run(project(), "nobody");
            assertThat(run.meta()).isEmpty();
            assertThat(run.report()).isEmpty();
            assertThat(run.files()).isEmpty();
            assertThat(run.status()).isEqualTo(RunStatus.UNKNOWN);
        });
    }

    @Test
    default void aRunningRunThatIsCancelledFails() throws Exception {
        use(jobs -> {
            CountDownLatch begun = new CountDownLatch(1);
            RunHandle run = jobs.run(project(), "one").queue(scripted(it -> {
                begun.countDown();
                new CountDownLatch(1).await();
            }));
            begun.await();
            run.cancel();
            assertThat(jobs.waitJob(run).fail()).isEqualTo(1);
            assertThat(run.info().queued().orElseThrow().resultCode()).isEqualTo(410);
        });
    }

    @Test
    default void aRunThatIsFinishedStaysAsItIsWhenItIsCancelled() throws Exception {
        use(jobs -> {
            RunHandle run = jobs.run(project(), "one").queue(scripted(Script.IDLE));
            assertThat(jobs.waitJob(run).ok()).isEqualTo(1);
            run.cancel();
            assertThat(run.status()).isEqualTo(RunStatus.OK);
        });
    }

    @Test
    default void aRunThatFailedIsRunAgainWhenItIsRetried() throws Exception {
        use(jobs -> {
            AtomicInteger attempts = new AtomicInteger();
            RunHandle run = jobs.run(project(), "one").queue(scripted(it -> {
                if (attempts.incrementAndGet() == 1) {
                    throw it.fail(418, "not yet");
                }
            }));
            assertThat(jobs.waitJob(run).fail()).isEqualTo(1);
            assertThat(run.info().queued().orElseThrow().resultCode()).isEqualTo(418);
            run.retry();
            assertThat(jobs.waitJob(run).ok()).isEqualTo(1);
            run.retry();
            assertThat(run.status()).isEqualTo(RunStatus.OK);
            assertThat(attempts).hasValue(2);
        });
    }

    @Test
    default void aRunThatNobodyQueuedCannotBeRetried() throws Exception {
        use(jobs -> {
            RunHandle run = jobs.run(project(), "nobody");
            JobApiException refused = catchThrowableOfType(JobApiException.class, run::retry);
            assertThat(refused).isNotNull().hasMessageContaining("nobody");
            assertThat(refused.code()).isEqualTo(404);
        });
    }
}
