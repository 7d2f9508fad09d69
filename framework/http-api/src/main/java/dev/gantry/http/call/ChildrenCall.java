package dev.gantry.http.call;

import dev.gantry.client.wire.RunPage;
import dev.gantry.store.Run;
import dev.gantry.store.RunQuery.Kin;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.Set;

/** Lists the runs that a run queued, newest first: {@code GET /{root}/children/{uuid}}. */
public final class ChildrenCall {

    private static final List<String> PARAMETERS =
            RunsCall.PARAMETERS.stream().filter(name -> !name.equals("parent")).toList();

    private final Api api;
    private final Run run;

    ChildrenCall(Api api, Run run) {
        this.api = api;
        this.run = run;
    }

    /** A page of them; it takes what lists of runs take. */
    @GET
    @Produces(Api.JSON)
    public RunPage children(@Context UriInfo uri) {
        Query query = new Query(uri.getQueryParameters(), PARAMETERS);
        RunSelection all = RunSelection.read(api, "", query);
        Kin children = new Kin(all.filter().kin().project(), Set.of(run.uuid()));
        return new RunPages(api).show(query, all.with(all.filter().of(children)));
    }
}
