package dev.gantry.http.call;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Produces;
import java.util.LinkedHashMap;
import java.util.Map;

/** Shows what can be asked about projects: {@code GET /projects}. */
public final class ProjectsCall {

    private final Api api;

    ProjectsCall(Api api) {
        this.api = api;
    }

    /** The paths of the Job API; what stands in braces is for the caller to choose. */
    @GET
    @Produces(Api.JSON)
    public Map<String, String> paths() {
        String run = "projects/{project}/jobs/{jobId}";
        Map<String, String> paths = new LinkedHashMap<>();
        paths.put("project", api.path("projects/{project}"));
        paths.put("jobs", api.path("projects/{project}/jobs"));
        paths.put("job", api.path(run));
        for (String call : ProjectRoutes.RUN_CALLS.keySet().stream().sorted().toList()) {
            paths.put(call, api.path(run + "/" + call));
        }
        paths.put("file", api.path(run + "/files/{name}"));
        paths.put("wait", api.path("projects/wait"));
        return paths;
    }
}
