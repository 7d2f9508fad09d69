package dev.gantry.http.call;

import dev.gantry.store.RunAddress;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Produces;

/** Shows what a run printed: {@code GET /projects/{project}/jobs/{job id}/report}. */
public final class AddressedReportCall {

    private final Api api;
    private final RunAddress address;

    AddressedReportCall(Api api, RunAddress address) {
        this.api = api;
        this.address = address;
    }

    /** The lines that were printed and are kept. */
    @GET
    @Produces("text/plain; charset=utf-8")
    public String report() {
        return api.engine().projects().report(address);
    }
}
