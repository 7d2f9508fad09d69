package dev.gantry.http.call;

import dev.gantry.client.wire.RunSummary;
import dev.gantry.store.Run;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Produces;

/** Shows a run as lists show it: {@code GET /{root}/runs/{uuid}}. */
public final class RunCall {

    private final Api api;
    private final Run run;

    RunCall(Api api, Run run) {
        this.api = api;
        this.run = run;
    }

    /** The run. */
    @GET
    @Produces(Api.JSON)
    public RunSummary run() {
        return Views.summary(api, run);
    }
}
