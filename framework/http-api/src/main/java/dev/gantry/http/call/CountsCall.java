package dev.gantry.http.call;

import dev.gantry.client.wire.RunCounts;
import dev.gantry.store.RunState;
import dev.gantry.store.RunTally;
import dev.gantry.store.TimeScale;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.UriInfo;
import java.util.LinkedHashMap;
import java.util.Map;

/** Counts runs by their states: {@code GET /{branch or leaf}/counts}, and {@code GET /counts} for all. */
public final class CountsCall {

    private final Api api;
    private final String path;

    CountsCall(Api api, String path) {
        this.api = api;
        this.path = path;
    }

    /** How many of the runs that were asked for are in each state. */
    @GET
    @Produces(Api.JSON)
    public RunCounts counts(@Context UriInfo uri) {
        Query query = new Query(uri.getQueryParameters(), RunSelection.PARAMETERS);
        return view(new RunSearch(api, RunSelection.read(api, path, query)).tally(TimeScale.NONE));
    }

    static RunCounts view(RunTally tally) {
        Map<String, Long> counts = new LinkedHashMap<>();
        for (RunState state : RunState.values()) {
            counts.put(state.name(), tally.counts().getOrDefault(state, 0L));
        }
        return new RunCounts(counts, tally.total(), tally.complete());
    }
}
