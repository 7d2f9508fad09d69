package dev.gantry.examples.pipelines;

import dev.gantry.job.Leaf;
import dev.gantry.job.RunContext;
import dev.gantry.job.RunHandle;
import dev.gantry.job.RunResult;
import java.util.List;
import java.util.Map;

/** A parent feeds its child before it is queued: with anything that can be written as JSON. */
@Leaf(path = "stash_to_child", name = "Stash to child", description = "gives its child a stash to begin with")
public final class StashToChildJob extends ScriptExample<StashToChildJob.Params> {

    /** Nothing. */
    public record Params() {}

    /** What the parent hands to the child. */
    public record Greeting(String hello, List<Integer> list) {}

    @Override
    public RunResult run(Params params, RunContext<Void> run) {
        if (stage(run).equals("main")) {
            RunHandle child = run.jobs().newRun(to -> to.project("spawned_jobs"));
            child.putStash(new Greeting("world", List.of(1, 2, 3)));
            child.queue(
                    what -> what.description("my spawned job").tags(Map.of("stage", "child", "foo", "1", "bar", "2")));
            if (!run.jobs().waitJob(child).allOk()) {
                throw run.fail(500, "the child failed: " + child.report());
            }
        } else if (stage(run).equals("child")) {
            Greeting greeting = run.jobs().mine().getStash(Greeting.class);
            System.out.println("hello, %s: %s".formatted(greeting.hello(), greeting.list()));
        }
        return RunResult.OK;
    }
}
