package dev.gantry.examples.pipelines;

import dev.gantry.job.Leaf;
import dev.gantry.job.RunContext;
import dev.gantry.job.RunResult;
import jakarta.validation.constraints.NotBlank;

/** Reads the stash of any run by its address, whoever queued it and whether or not anybody did. */
@Leaf(path = "read_stash", name = "Read a stash", description = "prints the stash of a run")
public final class ReadStashJob extends ScriptExample<ReadStashJob.Params> {

    /**
     * Whose stash.
     *
     * @param project the project of the run
     * @param jobId its job id
     */
    public record Params(@NotBlank String project, @NotBlank String jobId) {}

    @Override
    public RunResult run(Params params, RunContext<Void> run) {
        System.out.println(run.jobs().run(params.project(), params.jobId()).getStash());
        return RunResult.OK;
    }
}
