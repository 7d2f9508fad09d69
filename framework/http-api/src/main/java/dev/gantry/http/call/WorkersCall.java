package dev.gantry.http.call;

import dev.gantry.client.wire.WorkerEntry;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Produces;
import java.util.List;

/** Lists the workers that share the store, by name: {@code GET /workers}. */
public final class WorkersCall {

    private final Api api;

    WorkersCall(Api api) {
        this.api = api;
    }

    /** The workers, those too that have said nothing for a while. */
    @GET
    @Produces(Api.JSON)
    public List<WorkerEntry> workers() {
        return WorkerViews.entries(api.engine().roster().list());
    }
}
