package dev.gantry.examples.pipelines;

import dev.gantry.job.Leaf;
import dev.gantry.job.RunContext;
import dev.gantry.job.RunHandle;
import dev.gantry.job.RunResult;
import dev.gantry.job.Target;
import java.util.Map;
import java.util.TreeMap;

/**
 * A child inherits job, params, tags, config and target. What the parent names takes their place; the target is merged, so
 * that a container takes the place of a host and keeps the user.
 */
@Leaf(path = "override", name = "Override", description = "gives a child other tags and another target")
public final class OverrideJob extends ScriptExample<OverrideJob.Params> {

    /** Nothing. */
    public record Params() {}

    @Override
    public RunResult run(Params params, RunContext<Void> run) {
        if (stage(run).equals("main")) {
            RunHandle child = run.jobs().newRun();
            child.queue(what -> what.tags(Map.of("stage", "child", "foo", "1", "bar", "2"))
                    .config(Map.of("no_index_update", true))
                    .target(Target.docker("debian_bullseye").sudo(false)));
        } else if (stage(run).equals("child")) {
            System.out.println("tags: " + new TreeMap<>(run.tags()));
            System.out.println("config: " + run.config());
            System.out.println("place: " + run.target().place());
            System.out.println("container: " + run.target().name());
            System.out.println("sudo: " + run.target().sudo().orElse(true));
        }
        return RunResult.OK;
    }
}
