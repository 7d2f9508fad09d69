package dev.gantry.examples.pipelines;

import dev.gantry.job.Leaf;
import dev.gantry.job.RunContext;
import dev.gantry.job.RunHandle;
import dev.gantry.job.Stage;
import dev.gantry.job.WaitResult;
import java.util.TreeMap;

/** Stages as methods. */
@Leaf(path = "class_style", name = "Class style", description = "has a method for each stage")
public final class ClassStyleJob extends StagedExample<ClassStyleJob.Params> {

    /** Nothing. */
    public record Params() {}

    @Stage("main")
    void main(RunContext<Void> run) {
        RunHandle child = newRun(to -> to.project("spawned_011"));
        child.queue(what -> what.description("spawned job. 01").tag("stage", "child"));
        System.out.println("job info: " + child.info());
        WaitResult state = waitJob(child);
        System.out.println(state);
        if (state.fail() > 0) {
            throw run.fail(500, "the child failed: " + child.report());
        }
    }

    @Stage("child")
    void child(RunContext<Void> run) {
        System.out.println("I am a child scenario");
        System.out.println("config: " + run.config());
        System.out.println("tags: " + new TreeMap<>(run.tags()));
    }
}
