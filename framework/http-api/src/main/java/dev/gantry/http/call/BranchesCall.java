package dev.gantry.http.call;

import dev.gantry.client.wire.BranchEntry;
import dev.gantry.engine.catalog.BranchNode;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Produces;
import java.util.List;

/** Lists branches: {@code GET /branches} and {@code GET /{branch}/branches}. */
public final class BranchesCall {

    private final Api api;
    private final List<BranchNode> branches;

    BranchesCall(Api api, List<BranchNode> branches) {
        this.api = api;
        this.branches = branches;
    }

    /** The branches just below, by path. */
    @GET
    @Produces(Api.JSON)
    public List<BranchEntry> branches() {
        return branches.stream().map(branch -> Views.branch(api, branch)).toList();
    }
}
