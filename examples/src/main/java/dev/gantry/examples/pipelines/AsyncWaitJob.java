package dev.gantry.examples.pipelines;

import dev.gantry.job.Leaf;
import dev.gantry.job.RunContext;
import dev.gantry.job.RunHandle;
import dev.gantry.job.RunResult;
import dev.gantry.job.RunStatus;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;

/** Is told of each change of its child while it goes on with its own work. */
@Leaf(path = "async_wait", name = "Asynchronous wait", description = "is told how its child comes along")
public final class AsyncWaitJob extends ScriptExample<AsyncWaitJob.Params> {

    /** Nothing. */
    public record Params() {}

    /** Records each status as an event of the run. Not printed: the updates come on threads that are not the job's. */
    private static final class Tap implements Flow.Subscriber<RunStatus> {

        private final RunContext<?> run;
        private final String jobId;
        private final CompletableFuture<Void> done = new CompletableFuture<>();

        Tap(RunContext<?> run, String jobId) {
            this.run = run;
            this.jobId = jobId;
        }

        @Override
        public void onSubscribe(Flow.Subscription subscription) {
            subscription.request(Long.MAX_VALUE);
        }

        @Override
        public void onNext(RunStatus status) {
            run.info("job-id => %s, status => %s".formatted(jobId, status));
        }

        @Override
        public void onError(Throwable failure) {
            done.completeExceptionally(failure);
        }

        @Override
        public void onComplete() {
            done.complete(null);
        }
    }

    @Override
    public RunResult run(Params params, RunContext<Void> run) {
        if (stage(run).equals("main")) {
            RunHandle child = run.jobs().newRun(to -> to.project("spawned_jobs"));
            child.queue(
                    what -> what.description("my spawned job").tags(Map.of("stage", "child", "foo", "1", "bar", "2")));
            System.out.println("queue spawned job, " + child.info());
            Tap tap = new Tap(run, child.jobId());
            child.updates().subscribe(tap);
            System.out.println("doing something else meanwhile");
            // This gives the slot back, which the child may need; to wait for the tap alone would not.
            run.jobs().waitJob(child);
            tap.done.join();
        } else if (stage(run).equals("child")) {
            System.out.println("config: " + run.config());
            System.out.println("tags: " + new TreeMap<>(run.tags()));
        }
        return RunResult.OK;
    }
}
