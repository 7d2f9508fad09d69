package dev.gantry.http.call;

import dev.gantry.client.wire.Index;
import dev.gantry.http.console.ConsoleCall;
import dev.gantry.http.console.ConsoleFiles;
import dev.gantry.http.transport.Tokens;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

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
    private final ConsoleFiles console;
    private final Tokens tokens;

    /** Make the entrance. */
    @Inject
    public ApiTree(Api api, ConsoleFiles console, Tokens tokens) {
        this.api = api;
        this.console = console;
        this.tokens = tokens;
    }

    /** Say where discovery starts; a browser is sent to the console if there is one. */
    @GET
    @Produces({Api.JSON, MediaType.TEXT_HTML})
    public Response index(@HeaderParam(HttpHeaders.ACCEPT) @DefaultValue("") String accepted) {
        if (accepted.contains(MediaType.TEXT_HTML) && console.present()) {
            return ConsoleCall.redirect(303, api.basePath());
        }
        Index index = new Index(
                "Gantry",
                api.version(),
                api.path("branches"),
                api.path("runs"),
                api.path("projects"),
                api.path("plugins"),
                api.path(WorkerRoutes.WORKERS),
                api.path("health"));
        return Response.ok(index, Api.JSON).build();
    }

    /** Find what a path means. */
    @Path("{path: .+}")
    public Object call(@jakarta.ws.rs.Encoded @PathParam("path") String path) {
        if (ConsoleCall.answers(path)) {
            return new ConsoleCall(console, api.basePath(), path);
        }
        if (path.equals(ProjectRoutes.PROJECTS) || path.startsWith(ProjectRoutes.PROJECTS + "/")) {
            return new ProjectRoutes(api).find(path);
        }
        if (path.equals(AccessCall.NAME)) {
            return new AccessCall(tokens);
        }
        return new Routes(api).find(TreePath.parse(path));
    }
}
