package dev.gantry.examples.pipelines;

import dev.gantry.job.Leaf;
import dev.gantry.job.RunContext;
import dev.gantry.job.RunHandle;
import dev.gantry.job.RunResult;
import java.util.Map;

/** Leaves the project of its child to Gantry: {@code {this project}.spawned_NN}, NN from 01 to 04. */
@Leaf(
        path = "implicit_project",
        name = "Implicit project",
        description = "queues a run in a project of Gantry's choice")
public final class ImplicitProjectJob extends ScriptExample<ImplicitProjectJob.Params> {

    /** Nothing. */
    public record Params() {}

    @Override
    public RunResult run(Params params, RunContext<Void> run) {
        if (stage(run).equals("main")) {
            RunHandle child = run.jobs().newRun();
            child.queue(what -> what.description("spawned job").tags(Map.of("stage", "child")));
        } else if (stage(run).equals("child")) {
            System.out.println("my project is " + run.project());
        }
        return RunResult.OK;
    }
}
