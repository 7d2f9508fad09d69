package dev.gantry.engine.simulation;

import dev.gantry.engine.time.Threads;
import dev.gantry.job.RunContext;
import dev.gantry.job.RunHandle;
import dev.gantry.store.RunAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/** An attempt of a simulated run: what its steps are done with. */
final class Actor {

    private final RunContext<?> run;
    private final Execution execution;
    private final Scheduler scheduler;
    private final Oracle oracle;
    private final Threads threads;
    private final List<RunHandle> children = new ArrayList<>();

    Actor(RunContext<?> run, Execution execution, Scheduler scheduler, Oracle oracle, Threads threads) {
        this.run = run;
        this.execution = execution;
        this.scheduler = scheduler;
        this.oracle = oracle;
        this.threads = threads;
    }

    @SuppressWarnings("unchecked") // planned jobs have one type of data
    RunContext<PlannedJob.Data> run() {
        return (RunContext<PlannedJob.Data>) run;
    }

    void sleep(long millis) throws InterruptedException {
        scheduler.sleep(millis);
    }

    void sleepDeaf(long millis) {
        execution.outliveItsSlot();
        long end = scheduler.now() + millis;
        while (scheduler.now() < end) {
            try {
                scheduler.sleep(end - scheduler.now());
            } catch (InterruptedException ignored) {
                scheduler.trace("ignores an interrupt");
            }
        }
    }

    void await(CompletableFuture<?> event) throws InterruptedException, ExecutionException {
        Object unused = threads.await(event);
    }

    void queue(List<Step.Child> planned) {
        for (Step.Child child : planned) {
            RunHandle handle = child.project()
                    .map(project -> run.jobs().newRun(to -> to.project(project)))
                    .orElseGet(() -> run.jobs().newRun());
            handle.queue(what -> what.job(child.job()).params(Map.of("plan", child.plan())));
            children.add(handle);
        }
    }

    void awaitAll(long millis) {
        await(children, millis);
    }

    void awaitEach(long millis) throws InterruptedException, ExecutionException {
        List<CompletableFuture<Void>> waits = new ArrayList<>();
        for (RunHandle child : children) {
            CompletableFuture<Void> done = new CompletableFuture<>();
            waits.add(done);
            scheduler.spawn(Task.current().host(), "waits for child", Task.Kind.PATIENT, () -> {
                try {
                    await(List.of(child), millis);
                } catch (RuntimeException stopped) {
                    scheduler.trace("waits no longer: " + stopped.getMessage());
                } finally {
                    done.complete(null);
                }
            });
        }
        await(CompletableFuture.allOf(waits.toArray(CompletableFuture<?>[]::new)));
    }

    private void await(List<RunHandle> runs, long millis) {
        Set<UUID> awaited = new LinkedHashSet<>();
        runs.forEach(child -> awaited.add(new RunAddress(child.project(), child.jobId()).uuid()));
        execution.beginWait(awaited);
        try {
            var unused = run.jobs().waitJobs(runs, Duration.ofMillis(millis));
        } catch (RuntimeException | Error stopped) {
            execution.outliveItsSlot();
            execution.endWait();
            throw stopped;
        }
        execution.endWait();
        oracle.goesOn(execution);
    }

    void cancelFirst() {
        children.stream().findFirst().ifPresent(RunHandle::cancel);
    }
}
