package dev.gantry.http.call;

import dev.gantry.client.wire.Info;
import dev.gantry.store.LogLine;
import dev.gantry.store.Run;
import dev.gantry.store.RunLog;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Produces;

/** Shows how far a run has come and what it recorded: {@code GET /{root}/info/{uuid}}. */
public final class InfoCall {

    private final Api api;
    private final Run run;

    InfoCall(Api api, Run run) {
        this.api = api;
        this.run = run;
    }

    /** Its progress and log. */
    @GET
    @Produces(Api.JSON)
    public Info info() {
        RunLog log = api.runs().log(run.uuid(), 0).orElse(RunLog.EMPTY);
        return new Info(
                run.progress().completeness(),
                run.standing().resultCode(),
                Views.lines(log, LogLine.Kind.EVENT),
                Views.lines(log, LogLine.Kind.ERROR),
                Views.lines(log, LogLine.Kind.WARNING),
                log.dropped().isEmpty() ? null : Views.dropped(log));
    }
}
