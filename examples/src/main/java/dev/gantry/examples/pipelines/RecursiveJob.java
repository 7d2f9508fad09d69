package dev.gantry.examples.pipelines;

import dev.gantry.job.Leaf;
import dev.gantry.job.RunContext;
import dev.gantry.job.RunHandle;
import dev.gantry.job.RunResult;
import java.util.Map;
import java.util.TreeMap;

/** A child that has a child, which has none: a recursion needs a stage that ends it. */
@Leaf(path = "recursive", name = "Recursive", description = "main queues child, child queues off")
public final class RecursiveJob extends ScriptExample<RecursiveJob.Params> {

    /** Nothing. */
    public record Params() {}

    @Override
    public RunResult run(Params params, RunContext<Void> run) {
        if (stage(run).equals("main")) {
            RunHandle child = run.jobs().newRun(to -> to.project("spawned_01"));
            child.queue(what -> what.description("spawned job")
                    .tags(Map.of("stage", "child", "foo", "1", "bar", "2"))
                    .config(Map.of("no_index_update", true)));
            System.out.println("queue spawned job " + child.info());
        } else if (stage(run).equals("child")) {
            System.out.println("I am a child scenario");
            RunHandle child = run.jobs().newRun(to -> to.project("spawned_02"));
            child.queue(
                    what -> what.description("spawned job2. 02").tags(Map.of("stage", "off", "foo", "1", "bar", "2")));
            System.out.println("queue spawned job " + child.info());
        } else if (stage(run).equals("off")) {
            System.out.println("I am off now, good buy!");
            System.out.println("config: " + run.config());
            System.out.println("tags: " + new TreeMap<>(run.tags()));
        }
        return RunResult.OK;
    }
}
