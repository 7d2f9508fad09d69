package dev.gantry.examples.pipelines;

import dev.gantry.job.Leaf;
import dev.gantry.job.RunContext;
import dev.gantry.job.RunHandle;
import dev.gantry.job.RunResult;
import java.util.List;
import java.util.Map;

/** The light way to send something back: a child prints it, and its parent reads it as a list of pairs. */
@Leaf(path = "meta", name = "Meta", description = "reads what its child says of itself")
public final class MetaJob extends ScriptExample<MetaJob.Params> {

    /** Nothing. */
    public record Params() {}

    @Override
    public RunResult run(Params params, RunContext<Void> run) {
        if (stage(run).equals("main")) {
            RunHandle child = run.jobs().newRun();
            child.queue(what -> what.tags(Map.of("stage", "child")));
            if (!run.jobs().waitJob(child).allOk()) {
                throw run.fail(500, "the child failed: " + child.report());
            }
            List<Map<String, Object>> meta = child.meta();
            System.out.println(meta.get(0).get("name"));
            System.out.println(meta.get(1).get("age"));
            System.out.println(meta.get(2).get("reboot"));
        } else if (stage(run).equals("child")) {
            System.out.println("meta: name=alexey age=48");
            run.meta("reboot", "need");
        }
        return RunResult.OK;
    }
}
