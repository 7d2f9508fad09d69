package dev.gantry.http.call;

import dev.gantry.client.wire.ProjectEntry;
import dev.gantry.http.problem.ProblemException;
import dev.gantry.schema.UnreadableJsonException;
import dev.gantry.store.ProjectState;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Produces;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** Shows what a project is doing and says how much it may: {@code GET} and {@code PUT /projects/{project}}. */
public final class ProjectCall {

    private final Api api;
    private final String project;

    ProjectCall(Api api, String project) {
        this.api = api;
        this.project = project;
    }

    /** What it is doing; a project that nobody has heard of does nothing. */
    @GET
    @Produces(Api.JSON)
    public ProjectEntry project() {
        return entry(api.engine().projects().project(project));
    }

    /** Let so many of its runs be executed at once: {@code {"concurrency": 4}}. */
    @PUT
    @Produces(Api.JSON)
    public CompletionStage<ProjectEntry> limit(byte[] body) throws UnreadableJsonException {
        JsonBody members = JsonBody.parse(body, List.of("concurrency"));
        int concurrency = members.number("concurrency", 1, Integer.MAX_VALUE).orElse(0);
        members.done();
        if (concurrency == 0) {
            throw ProblemException.badRequest("concurrency is missing; expected a whole number of at least 1");
        }
        return api.engine().projects().limit(project, concurrency).thenApplyAsync(this::entry, api.workers());
    }

    private ProjectEntry entry(ProjectState state) {
        return new ProjectEntry(
                project,
                state.concurrency(),
                state.running().stream().map(AddressedViews::run).toList(),
                state.queued());
    }
}
