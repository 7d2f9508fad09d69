package dev.gantry.http.call;

import dev.gantry.client.wire.AddressedRunPage;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.stream.Stream;

/** Lists the runs of a project, newest first: {@code GET /projects/{project}/jobs}. */
public final class ProjectJobsCall {

    private static final List<String> PARAMETERS = Stream.concat(
                    RunSelection.COMMON.stream(), RunPages.PARAMETERS.stream())
            .toList();

    private final Api api;
    private final String project;

    ProjectJobsCall(Api api, String project) {
        this.api = api;
        this.project = project;
    }

    /** A page of them. */
    @GET
    @Produces(Api.JSON)
    public AddressedRunPage jobs(@Context UriInfo uri) {
        Query query = new Query(uri.getQueryParameters(), PARAMETERS);
        RunPages.Page page = new RunPages(api).find(query, RunSelection.ofProject(project, query));
        return new AddressedRunPage(
                page.runs().stream().map(AddressedViews::run).toList(), page.next());
    }
}
