package dev.gantry.examples.pipelines;

import dev.gantry.job.Leaf;
import dev.gantry.job.RunContext;
import dev.gantry.job.RunHandle;
import dev.gantry.job.RunResult;
import java.util.Map;
import java.util.TreeMap;

/** One scenario for a run and its child: the tags say which of the two a run is. */
@Leaf(path = "spawn_child", name = "Spawn a child", description = "queues a run of itself with other tags")
public final class SpawnChildJob extends ScriptExample<SpawnChildJob.Params> {

    /** Nothing. */
    public record Params() {}

    @Override
    public RunResult run(Params params, RunContext<Void> run) {
        if (stage(run).equals("main")) {
            RunHandle child = run.jobs().newRun();
            child.queue(what -> what.description("spawned job").tags(Map.of("stage", "child", "foo", "1", "bar", "2")));
            System.out.println("job info: " + child.info());
        } else if (stage(run).equals("child")) {
            System.out.println("I am a child scenario");
            System.out.println("config: " + run.config());
            System.out.println("tags: " + new TreeMap<>(run.tags()));
        }
        return RunResult.OK;
    }
}
