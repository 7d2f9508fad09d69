package dev.gantry.examples.pipelines;

import dev.gantry.job.Leaf;
import dev.gantry.job.RunContext;
import dev.gantry.job.RunHandle;
import dev.gantry.job.RunResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A project executes its runs one at a time; ten children in up to ten projects may be executed at once. */
@Leaf(path = "ten_workers", name = "Workers", description = "queues ten runs in up to ten projects")
public final class WorkersJob extends ScriptExample<WorkersJob.Params> {

    /** Nothing. */
    public record Params() {}

    @Override
    public RunResult run(Params params, RunContext<Void> run) {
        if (stage(run).equals("main")) {
            List<RunHandle> children = new ArrayList<>();
            for (int i = 1; i <= 10; i++) {
                RunHandle child = run.jobs().newRun(to -> to.workers(10));
                children.add(child.queue(what -> what.description("spawned job").tags(Map.of("stage", "child"))));
            }
            System.out.println(run.jobs().waitJobs(children));
        } else if (stage(run).equals("child")) {
            System.out.println("my project is " + run.project());
        }
        return RunResult.OK;
    }
}
