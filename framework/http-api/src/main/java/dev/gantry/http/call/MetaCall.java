package dev.gantry.http.call;

import dev.gantry.store.RunAddress;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Produces;
import java.util.List;
import java.util.Map;

/** Shows what a run said of itself: {@code GET /projects/{project}/jobs/{job id}/meta}. */
public final class MetaCall {

    private final Api api;
    private final RunAddress address;

    MetaCall(Api api, RunAddress address) {
        this.api = api;
        this.address = address;
    }

    /** One object for each pair, in order. */
    @GET
    @Produces(Api.JSON)
    public List<Map<String, Object>> meta() {
        return api.engine().projects().meta(address);
    }
}
