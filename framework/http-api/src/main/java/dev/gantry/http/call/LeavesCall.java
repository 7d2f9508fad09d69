package dev.gantry.http.call;

import dev.gantry.client.wire.LeafEntry;
import dev.gantry.engine.catalog.JobDefinition;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Produces;
import java.util.List;

/** Lists jobs: {@code GET /{branch}/leaves}. */
public final class LeavesCall {

    private final Api api;
    private final List<JobDefinition> leaves;

    LeavesCall(Api api, List<JobDefinition> leaves) {
        this.api = api;
        this.leaves = leaves;
    }

    /** The jobs just below, by path. */
    @GET
    @Produces(Api.JSON)
    public List<LeafEntry> leaves() {
        return leaves.stream().map(job -> Views.leaf(api, job)).toList();
    }
}
