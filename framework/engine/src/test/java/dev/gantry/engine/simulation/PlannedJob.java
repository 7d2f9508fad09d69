package dev.gantry.engine.simulation;

import dev.gantry.job.BaseJob;
import dev.gantry.job.Branch;
import dev.gantry.job.Leaf;
import dev.gantry.job.RunContext;
import dev.gantry.job.RunPolicy;
import dev.gantry.job.RunResult;
import dev.gantry.job.Verdict;
import java.util.List;
import java.util.Optional;

/** A job that does what its plan says, step by step. */
@Branch(path = "planned", name = "Planned", description = "Jobs of simulations")
abstract class PlannedJob extends BaseJob<PlannedJob.Params, PlannedJob.Data> {

    /** Which plan of the simulation to follow. */
    record Params(int plan) {}

    /** What a job leaves behind. */
    record Data(int attempt) {}

    /** Without a limit. */
    @Leaf(path = "free", name = "Free", description = "Has no limit")
    @RunPolicy(retryDelay = "PT2S")
    static final class Free extends PlannedJob {}

    /** Of which two may be executed at once. */
    @Leaf(path = "pair", name = "Pair", description = "At most two at once")
    @RunPolicy(retryDelay = "PT2S", concurrency = 2)
    static final class Pair extends PlannedJob {}

    /** Of which one may be executed at once. */
    @Leaf(path = "single", name = "Single", description = "One at a time")
    @RunPolicy(retryDelay = "PT1S", backoff = 2, concurrency = 1, priority = 1)
    static final class Single extends PlannedJob {}

    /** That has eight seconds for an attempt. */
    @Leaf(path = "timed", name = "Timed", description = "Has a time-out")
    @RunPolicy(retryDelay = "PT2S", timeout = "PT8S", maxErrors = 2)
    static final class Timed extends PlannedJob {}

    /** All of them. */
    static final List<Class<? extends PlannedJob>> ALL = List.of(Free.class, Pair.class, Single.class, Timed.class);

    @Override
    public RunResult run(Params params, RunContext<Data> run) throws Exception {
        Stage stage = Stage.current();
        Host host = Task.current().host();
        long fence = host.fences().of(run.uuid(), run.attempt());
        Execution execution = stage.oracle().begins(new Execution(host, run.uuid(), fence, run.jobType()));
        try {
            Actor actor = stage.actor(run, execution);
            for (Step step : stage.plan(params.plan())) {
                stage.scheduler().trace("%s#%d: %s".formatted(stage.oracle().name(run.uuid()), run.attempt(), step));
                Optional<RunResult> result = step.take(actor);
                if (result.isPresent()) {
                    return result.get();
                }
            }
            return RunResult.OK;
        } finally {
            stage.oracle().ends(execution);
        }
    }

    @Override
    public Verdict afterBreak(RunContext<Data> run, Throwable cause) {
        return run.attempt() > 6 ? Verdict.GIVE_UP : super.afterBreak(run, cause);
    }
}
