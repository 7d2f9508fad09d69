package dev.gantry.http.call;

import dev.gantry.client.wire.RunExplanation;
import dev.gantry.engine.explain.Explanation;
import dev.gantry.store.Run;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Produces;

/** Says why a run is not running: {@code GET /{root}/explain/{uuid}}. */
public final class ExplainCall {

    private final Api api;
    private final Run run;

    ExplainCall(Api api, Run run) {
        this.api = api;
        this.run = run;
    }

    /** The reason as a code and in words, who is in the way, and the earliest start. */
    @GET
    @Produces(Api.JSON)
    public RunExplanation explain() {
        Explanation why = api.engine().explain(run);
        return new RunExplanation(
                run.uuid(),
                run.state().name(),
                why.reason().name(),
                why.text(),
                why.position().isPresent() ? why.position().getAsLong() : null,
                why.holders(),
                why.earliestStart().orElse(null));
    }
}
