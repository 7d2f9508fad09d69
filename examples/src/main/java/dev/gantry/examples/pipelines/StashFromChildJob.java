package dev.gantry.examples.pipelines;

import dev.gantry.job.Leaf;
import dev.gantry.job.RunContext;
import dev.gantry.job.RunHandle;
import dev.gantry.job.RunResult;
import java.util.Map;

/** A child writes its stash, and its parent reads it. */
@Leaf(path = "stash_from_child", name = "Stash from child", description = "reads what its child wrote to its stash")
public final class StashFromChildJob extends ScriptExample<StashFromChildJob.Params> {

    /** Nothing. */
    public record Params() {}

    @Override
    public RunResult run(Params params, RunContext<Void> run) {
        if (stage(run).equals("main")) {
            RunHandle child = run.jobs().newRun(to -> to.project("spawned_jobs"));
            child.queue(
                    what -> what.description("my spawned job").tags(Map.of("stage", "child", "foo", "1", "bar", "2")));
            child.follow(status -> System.out.println("status => " + status));
            System.out.println(child.getStash());
        } else if (stage(run).equals("child")) {
            run.jobs().mine().putStash(Map.of("hello", "Sparky"));
        }
        return RunResult.OK;
    }
}
