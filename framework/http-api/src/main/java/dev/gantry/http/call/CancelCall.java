package dev.gantry.http.call;

import dev.gantry.http.problem.ProblemException;
import dev.gantry.store.Run;
import dev.gantry.store.RunState;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Response;
import java.util.concurrent.CompletionStage;

/** Cancels a run: {@code POST /{root}/cancel/{uuid}}. */
public final class CancelCall {

    private final Api api;
    private final Run run;

    CancelCall(Api api, Run run) {
        this.api = api;
        this.run = run;
    }

    /** The run as it is afterwards; 200 if it is cancelled, 202 if its attempt still has to stop, 409 if it was over. */
    @POST
    @Produces(Api.JSON)
    public CompletionStage<Response> cancel() {
        return api.engine()
                .cancel(run.uuid())
                .thenApplyAsync(
                        after -> answer(after.orElseThrow(
                                () -> ProblemException.noRun(run.uuid().toString()))),
                        api.workers());
    }

    private Response answer(Run after) {
        if (after.state() != RunState.CANCELLED && after.state().finished()) {
            throw ProblemException.conflict("run %s is %s; only a run that is not finished can be cancelled"
                    .formatted(after.uuid(), after.state()));
        }
        return Response.status(after.state().finished() ? 200 : 202)
                .entity(Views.summary(api, after))
                .build();
    }
}
