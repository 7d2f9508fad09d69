package dev.gantry.examples.pipelines;

import dev.gantry.job.Leaf;
import dev.gantry.job.RunContext;
import dev.gantry.job.RunHandle;
import dev.gantry.job.RunResult;
import dev.gantry.job.WaitResult;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * Waits for ten runs that launch each other. Their job ids are chosen beforehand, so they can be waited for before
 * anybody has queued them.
 */
@Leaf(path = "predefined_ids", name = "Predefined ids", description = "waits for ten runs that launch each other")
public final class PredefinedIdsJob extends ScriptExample<PredefinedIdsJob.Params> {

    private static final int DEPTH = 10;

    /** Nothing. */
    public record Params() {}

    @Override
    public RunResult run(Params params, RunContext<Void> run) {
        if (stage(run).equals("main")) {
            // Not a random number: an attempt after a crash has to find the runs of the one before.
            String seed = run.uuid().toString();
            launch(run, seed, 1);
            WaitResult state = run.jobs()
                    .waitJobs(IntStream.rangeClosed(1, DEPTH)
                            .mapToObj(i -> worker(run, seed, i))
                            .toList());
            System.out.println(state.ok() + " jobs finished successfully");
            System.out.println(state.fail() + " jobs failed");
            System.out.println(state.timeout() + " jobs timeouted");
        } else if (stage(run).equals("child")) {
            System.out.println("I am a child job!");
            System.out.println(new TreeMap<>(run.tags()));
            int i = Integer.parseInt(run.tags().get("i"));
            if (i < DEPTH) {
                launch(run, run.tags().get("seed"), i + 1);
            }
        }
        return RunResult.OK;
    }

    private static RunHandle worker(RunContext<?> run, String seed, int i) {
        return run.jobs().run("worker_" + i, seed + "_" + i);
    }

    private static void launch(RunContext<?> run, String seed, int i) {
        worker(run, seed, i)
                .queue(what -> what.description("spawned job. 03." + i)
                        .tags(Map.of("stage", "child", "seed", seed, "i", String.valueOf(i))));
    }
}
