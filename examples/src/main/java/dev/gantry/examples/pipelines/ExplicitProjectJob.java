package dev.gantry.examples.pipelines;

import dev.gantry.job.Leaf;
import dev.gantry.job.RunContext;
import dev.gantry.job.RunHandle;
import dev.gantry.job.RunResult;
import java.util.Map;

/** Names the project of its child. */
@Leaf(path = "explicit_project", name = "Explicit project", description = "queues a run in a project by name")
public final class ExplicitProjectJob extends ScriptExample<ExplicitProjectJob.Params> {

    /** Nothing. */
    public record Params() {}

    @Override
    public RunResult run(Params params, RunContext<Void> run) {
        if (stage(run).equals("main")) {
            RunHandle child = run.jobs().newRun(to -> to.project("spawned_job"));
            child.queue(what -> what.description("spawned job").tags(Map.of("stage", "child")));
        } else if (stage(run).equals("child")) {
            System.out.println("my project is " + run.project());
        }
        return RunResult.OK;
    }
}
