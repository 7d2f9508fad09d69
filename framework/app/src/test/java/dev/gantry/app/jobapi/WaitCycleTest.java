package dev.gantry.app.jobapi;

import static dev.gantry.app.jobapi.JobsWay.project;
import static dev.gantry.app.jobapi.Scripts.scripted;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.app.jobapi.Scripts.Script;
import dev.gantry.job.Jobs;
import dev.gantry.job.RunContext;
import dev.gantry.job.RunHandle;
import dev.gantry.job.WaitCycleException;
import dev.gantry.job.WaitResult;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Waits that could never end. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WaitCycleTest {

    private TestServer server;
    private Jobs jobs;

    @BeforeAll
    void start(@TempDir Path folder) throws Exception {
        server = TestServer.start(folder);
        jobs = server.client().jobs();
    }

    @AfterAll
    void stop() {
        server.close();
    }

    /** Waits for a run, and says what came of it, or that it was refused. */
    private static Script waitFor(RunHandle target, CountDownLatch begin, CompletableFuture<Object> outcome) {
        return run -> {
            begin.await();
            try {
                outcome.complete(run.jobs().waitJob(theirs(run, target)));
            } catch (WaitCycleException refused) {
                outcome.complete(refused.cycle());
            }
        };
    }

    private static RunHandle theirs(RunContext<?> run, RunHandle target) {
        return run.jobs().run(target.project(), target.jobId());
    }

    private static Object outcome(CompletableFuture<Object> of) throws Exception {
        return of.get(1, TimeUnit.MINUTES);
    }

    @Test
    void thoseThatFillAProjectCannotAllWaitForRunsThatAreQueuedBehindThem() throws Exception {
        String project = project();
        jobs.concurrency(project, 2);
        RunHandle behindOne = jobs.run(project, "behind_one");
        RunHandle behindTwo = jobs.run(project, "behind_two");
        CountDownLatch begin = new CountDownLatch(1);
        CompletableFuture<Object> one = new CompletableFuture<>();
        CompletableFuture<Object> two = new CompletableFuture<>();
        RunHandle first = jobs.run(project, "one").queue(scripted(waitFor(behindOne, begin, one)));
        RunHandle second = jobs.run(project, "two").queue(scripted(waitFor(behindTwo, begin, two)));
        behindOne.queue(scripted(Script.IDLE));
        behindTwo.queue(scripted(Script.IDLE));

        begin.countDown();

        WaitResult ok = new WaitResult(1, 0, 0);
        List<String> oneRefused = List.of(project + "/one", project + "/behind_one", project + "/one");
        List<String> twoRefused = List.of(project + "/two", project + "/behind_two", project + "/two");
        assertThat(List.of(outcome(one), outcome(two)))
                .as("the wait that began last is refused, the other one ends")
                .isIn(List.of(oneRefused, ok), List.of(ok, twoRefused));
        assertThat(jobs.waitJobs(List.of(first, second, behindOne, behindTwo)).allOk())
                .isTrue();
    }

    @Test
    void aWaitThroughTwoProjectsComesRound() throws Exception {
        RunHandle here = jobs.run(project(), "here");
        RunHandle there = jobs.run(project(), "there");
        CountDownLatch begin = new CountDownLatch(1);
        CompletableFuture<Object> one = new CompletableFuture<>();
        CompletableFuture<Object> two = new CompletableFuture<>();
        here.queue(scripted(waitFor(there, begin, one)));
        there.queue(scripted(waitFor(here, begin, two)));

        begin.countDown();

        String a = here.project() + "/here";
        String b = there.project() + "/there";
        WaitResult ok = new WaitResult(1, 0, 0);
        assertThat(List.of(outcome(one), outcome(two)))
                .isIn(List.of(List.of(a, b, a), ok), List.of(ok, List.of(b, a, b)));
    }
}
