package dev.gantry.http.jobs;

import dev.gantry.job.Leaf;
import dev.gantry.job.RunContext;
import dev.gantry.job.RunResult;
import dev.gantry.job.Secret;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.NotBlank;

/** Takes a secret, prints, warns, fails, and leaves data that is no object. */
@Leaf(path = "login", name = "Login", description = "")
public final class LoginJob extends OpsJob.NightlyJob<LoginJob.Params, String> {

    public record Params(
            @NotBlank String user,
            @Secret String password,
            @Max(10) int tries) {}

    @Override
    public RunResult run(Params params, RunContext<String> run) {
        run.data("welcome " + params.user());
        run.warning("weak password");
        System.out.println("logging in");
        System.out.println("as " + params.user());
        throw run.fail(409, "no such user");
    }
}
