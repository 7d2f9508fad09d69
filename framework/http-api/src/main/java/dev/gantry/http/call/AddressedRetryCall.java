package dev.gantry.http.call;

import dev.gantry.client.wire.AddressedRun;
import dev.gantry.http.problem.ProblemException;
import dev.gantry.store.Run;
import dev.gantry.store.RunAddress;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** Queues a run again that failed or was cancelled: {@code POST /projects/{project}/jobs/{job id}/retry?attempts=}. */
public final class AddressedRetryCall {

    private final Api api;
    private final RunAddress address;

    AddressedRetryCall(Api api, RunAddress address) {
        this.api = api;
        this.address = address;
    }

    /**
     * The run as it is afterwards; one that succeeded or is not finished stays as it is. With {@code attempts}, the number
     * that the caller saw, a call that is repeated retries once.
     */
    @POST
    @Produces(Api.JSON)
    public CompletionStage<AddressedRun> retry(@Context UriInfo uri) {
        Query query = new Query(uri.getQueryParameters(), List.of("attempts"));
        Run run =
                api.engine().projects().find(address).orElseThrow(() -> ProblemException.notQueued(address.toString()));
        int attempts = query.number("attempts", 0, Integer.MAX_VALUE)
                .orElse(run.standing().attempts());
        return api.engine()
                .projects()
                .retry(address, attempts, Optional.empty())
                .thenApplyAsync(AddressedViews::run, api.workers());
    }
}
