package dev.gantry.examples.pipelines;

import dev.gantry.engine.jobs.ProjectRuns;
import dev.gantry.job.BaseJob;
import dev.gantry.store.LogLine;
import dev.gantry.store.Run;
import dev.gantry.store.RunAddress;
import dev.gantry.store.RunQuery;
import dev.gantry.store.RunStore;
import dev.gantry.testkit.JobTestKit;
import dev.gantry.testkit.TestRun;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** A run of an example with all runs that come from it. */
final class Family implements AutoCloseable {

    private static final int MANY = 1_000;

    private final JobTestKit kit;
    private final Class<? extends BaseJob<?, ?>> job;

    private Family(Class<? extends BaseJob<?, ?>> job) {
        this.kit = JobTestKit.of(job);
        this.job = job;
    }

    static Family of(Class<? extends BaseJob<?, ?>> job) {
        return new Family(job);
    }

    /** Run the main stage to its end, and wait for all that it queued. */
    TestRun main(Object params) {
        TestRun main = kit.run(job, params);
        Optional<Run> open = unfinished();
        while (open.isPresent()) {
            awaitEnd(open.get());
            open = unfinished();
        }
        return main;
    }

    private Optional<Run> unfinished() {
        return all().stream().filter(run -> !run.state().finished()).findFirst();
    }

    private void awaitEnd(Run open) {
        CompletableFuture<Run> end = new CompletableFuture<>();
        try (RunStore.Subscription watch = kit.engine().watch(open.uuid(), run -> completeIfFinished(end, run))) {
            completeIfFinished(end, kit.engine().runs().find(open.uuid()).orElseThrow());
            end.orTimeout(30, TimeUnit.SECONDS).join();
        }
    }

    private static void completeIfFinished(CompletableFuture<Run> end, Run run) {
        if (run.state().finished()) {
            end.complete(run);
        }
    }

    private List<Run> all() {
        List<Run> oldestFirst = new ArrayList<>(kit.engine().runs().list(RunQuery.newest("", MANY)));
        Collections.reverse(oldestFirst);
        return oldestFirst;
    }

    /** The runs that came from others, oldest first. */
    List<Run> children() {
        return all().stream()
                .filter(run -> run.request().origin().parent().isPresent())
                .toList();
    }

    /** The only run that came from another. */
    Run child() {
        List<Run> children = children();
        if (children.size() != 1) {
            throw new AssertionError("expected one child; there are " + children);
        }
        return children.get(0);
    }

    /** What a run printed. */
    String report(Run run) {
        return kit.engine().runs().log(run.uuid(), 0).orElseThrow().lines(LogLine.Kind.OUTPUT).stream()
                .map(LogLine::message)
                .collect(Collectors.joining("\n"));
    }

    static RunAddress addressOf(Run run) {
        return ProjectRuns.addressOf(run);
    }

    JobTestKit kit() {
        return kit;
    }

    @Override
    public void close() {
        kit.close();
    }
}
