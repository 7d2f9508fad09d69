package dev.gantry.http.call;

import dev.gantry.client.wire.Attempts;
import dev.gantry.store.Run;
import dev.gantry.store.RunLog;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Produces;

/** Shows what is known of the attempts of a run: {@code GET /{root}/attempts/{uuid}}. */
public final class AttemptsCall {

    private final Api api;
    private final Run run;

    AttemptsCall(Api api, Run run) {
        this.api = api;
        this.run = run;
    }

    /** Those that left something in the log, and the one that is under way. */
    @GET
    @Produces(Api.JSON)
    public Attempts attempts() {
        RunLog log = api.runs().log(run.uuid(), 0).orElse(RunLog.EMPTY);
        return new Attempts(run.standing().attempts(), new AttemptTrail(run).read(log));
    }
}
