package dev.gantry.examples.pipelines;

import dev.gantry.job.Leaf;
import dev.gantry.job.RunContext;
import dev.gantry.job.RunHandle;
import dev.gantry.job.RunResult;
import dev.gantry.job.RunStatus;
import java.util.Map;

/** Waits for its child and is told each of its statuses: the short form, if there is nothing else to do meanwhile. */
@Leaf(path = "follow", name = "Follow", description = "waits for its child and prints how it comes along")
public final class FollowJob extends ScriptExample<FollowJob.Params> {

    /** Nothing. */
    public record Params() {}

    @Override
    public RunResult run(Params params, RunContext<Void> run) {
        if (stage(run).equals("main")) {
            RunHandle child = run.jobs().newRun();
            child.queue(what -> what.description("my spawned job").tags(Map.of("stage", "child")));
            RunStatus last = child.follow(status -> System.out.println("status => " + status));
            if (last != RunStatus.OK) {
                throw run.fail(500, "the child %s ended with %s".formatted(child.jobId(), last));
            }
        } else if (stage(run).equals("child")) {
            System.out.println("I am a child scenario");
        }
        return RunResult.OK;
    }
}
