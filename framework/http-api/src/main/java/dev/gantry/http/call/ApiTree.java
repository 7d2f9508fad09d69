package dev.gantry.http.call;

import dev.gantry.client.wire.Index;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;

/**
 * The entrance to all calls.
 *
 * <p>It is the only root resource on purpose: Jersey prefers a more specific one and never falls back, so a second one would
 * hide parts of the tree.
 */
@Path("/")
@Singleton
public final class ApiTree {

    private final Api api;

    /** Make the entrance. */
    @Inject
    public ApiTree(Api api) {
        this.api = api;
    }

    /** Say where discovery starts. */
    @GET
    @Produces(Api.JSON)
    public Index index() {
        return new Index(
                "Gantry",
                api.version(),
                api.path("branches"),
                api.path("runs"),
                api.path("projects"),
                api.path("plugins"),
                api.path(WorkerRoutes.WORKERS),
                api.path("health"));
    }

    /** Find what a path means. */
    @Path("{path: .+}")
    public Object call(@jakarta.ws.rs.Encoded @PathParam("path") String path) {
        if (path.equals(ProjectRoutes.PROJECTS) || path.startsWith(ProjectRoutes.PROJECTS + "/")) {
            return new ProjectRoutes(api).find(path);
        }
        return new Routes(api).find(TreePath.parse(path));
    }
}
