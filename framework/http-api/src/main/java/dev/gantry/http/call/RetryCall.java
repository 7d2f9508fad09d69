package dev.gantry.http.call;

import dev.gantry.client.wire.Accepted;
import dev.gantry.http.problem.ProblemException;
import dev.gantry.store.Run;
import dev.gantry.store.Submission;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Response;
import java.util.concurrent.CompletionStage;

/** Queues a finished run again: {@code POST /{root}/retry/{uuid}}. */
public final class RetryCall {

    private final Api api;
    private final Run run;

    RetryCall(Api api, Run run) {
        this.api = api;
        this.run = run;
    }

    /** 202 if it is queued again; 409 if it was not finished or its job is gone. */
    @POST
    @Produces(Api.JSON)
    public CompletionStage<Response> retry() {
        if (api.catalog().jobOfType(run.jobType()).isEmpty()) {
            throw ProblemException.conflict("run %s needs the job %s, which no plugin offers; see %s"
                    .formatted(run.uuid(), run.jobType(), api.path("plugins")));
        }
        return api.engine()
                .retry(run.uuid())
                .thenApplyAsync(
                        after -> answer(after.orElseThrow(
                                () -> ProblemException.noRun(run.uuid().toString()))),
                        api.workers());
    }

    private static Response answer(Submission retried) {
        Run after = retried.run();
        if (!retried.created()) {
            throw ProblemException.conflict(
                    "run %s is %s; only a finished run can be retried".formatted(after.uuid(), after.state()));
        }
        return Response.accepted(new Accepted(after.uuid())).build();
    }
}
