package dev.gantry.verify.jobs;

import dev.gantry.job.Leaf;
import dev.gantry.job.RunContext;
import dev.gantry.job.RunPolicy;
import java.util.Map;

/** Leaves its mark in its stash, for the parent. */
@Leaf(path = "child", name = "Child", description = "Does its steps for the run that queued it")
@RunPolicy(maxErrors = 4, retryDelay = "PT0.1S")
public final class ChildJob extends WitnessedJob {

    @Override
    void before(Params params, RunContext<Position> run, Witness witness) {
        run.jobs().mine().putStash(Map.of("mark", params.mark()));
    }
}
