package dev.gantry.http.call;

import dev.gantry.http.problem.ProblemException;
import dev.gantry.store.Run;
import dev.gantry.store.RunAddress;
import dev.gantry.store.RunState;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Response;
import java.util.concurrent.CompletionStage;

/** Cancels a run and all that it queued: {@code POST /projects/{project}/jobs/{job id}/cancel}. */
public final class AddressedCancelCall {

    private final Api api;
    private final RunAddress address;

    AddressedCancelCall(Api api, RunAddress address) {
        this.api = api;
        this.address = address;
    }

    /** The run as it is afterwards; 200 if it is cancelled, 202 if its attempt still has to stop, 409 if it was over. */
    @POST
    @Produces(Api.JSON)
    public CompletionStage<Response> cancel() {
        return api.engine()
                .projects()
                .cancel(address)
                .thenApplyAsync(
                        after -> answer(after.orElseThrow(() -> ProblemException.notQueued(address.toString()))),
                        api.workers());
    }

    private Response answer(Run after) {
        if (after.state() != RunState.CANCELLED && after.state().finished()) {
            throw ProblemException.conflict(
                    "%s is %s; only a run that is not finished can be cancelled".formatted(address, after.state()));
        }
        return Response.status(after.state().finished() ? 200 : 202)
                .entity(AddressedViews.run(after))
                .build();
    }
}
