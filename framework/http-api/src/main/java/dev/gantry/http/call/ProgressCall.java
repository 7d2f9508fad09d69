package dev.gantry.http.call;

import dev.gantry.client.wire.Progress;
import dev.gantry.store.Run;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Produces;

/** Shows how far a run has come: {@code GET /{root}/progress/{uuid}}. */
public final class ProgressCall {

    private final Run run;

    ProgressCall(Run run) {
        this.run = run;
    }

    /** Its progress. */
    @GET
    @Produces(Api.JSON)
    public Progress progress() {
        return Views.progress(run);
    }
}
