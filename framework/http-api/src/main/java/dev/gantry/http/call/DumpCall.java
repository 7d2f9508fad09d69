package dev.gantry.http.call;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gantry.http.view.RunData;
import dev.gantry.store.Run;
import dev.gantry.store.RunBody;
import dev.gantry.store.RunLog;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.Optional;

/** Shows everything of a run: {@code GET /{root}/dump/{uuid}?showLogs=}. */
public final class DumpCall {

    private final Api api;
    private final Run run;

    DumpCall(Api api, Run run) {
        this.api = api;
        this.run = run;
    }

    /** Every attribute, with params and data beside them; the log only if {@code showLogs} is true. */
    @GET
    @Produces(Api.JSON)
    public ObjectNode dump(@Context UriInfo uri) {
        Query query = new Query(uri.getQueryParameters(), List.of("showLogs"));
        Dump dump = new Dump(run, api.catalog().jobOfType(run.jobType()));
        if (query.flag("showLogs")) {
            dump.addLog(api.runs().log(run.uuid(), 0).orElse(RunLog.EMPTY));
        }
        Optional<RunBody> body = api.runs().body(run.uuid());
        body.map(RunBody::params).ifPresent(dump::addParams);
        dump.addData(RunData.tree(body));
        return dump.node();
    }
}
