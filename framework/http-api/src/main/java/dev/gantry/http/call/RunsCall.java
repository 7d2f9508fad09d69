package dev.gantry.http.call;

import dev.gantry.client.wire.RunPage;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.stream.Stream;

/** Lists runs, newest first: {@code GET /{branch or leaf}/runs}, and {@code GET /runs} for all. */
public final class RunsCall {

    static final List<String> PARAMETERS = Stream.concat(RunSelection.PARAMETERS.stream(), RunPages.PARAMETERS.stream())
            .toList();

    private final Api api;
    private final String path;

    RunsCall(Api api, String path) {
        this.api = api;
        this.path = path;
    }

    /** A page of the runs that were asked for. */
    @GET
    @Produces(Api.JSON)
    public RunPage runs(@Context UriInfo uri) {
        Query query = new Query(uri.getQueryParameters(), PARAMETERS);
        return new RunPages(api).show(query, RunSelection.read(api, path, query));
    }
}
