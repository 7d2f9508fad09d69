package dev.gantry.http.call;

import dev.gantry.client.wire.RunPage;
import dev.gantry.http.path.Names;
import dev.gantry.http.problem.ProblemException;
import dev.gantry.store.RunQuery;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

/** Lists runs, newest first: {@code GET /{branch or leaf}/runs}, and {@code GET /runs} for all. */
public final class RunsCall {

    private static final List<String> PARAMETERS = Stream.concat(
                    RunPages.PARAMETERS.stream(), Stream.of("leaf", "project", "parent"))
            .toList();

    private final Api api;
    private final String path;

    RunsCall(Api api, String path) {
        this.api = api;
        this.path = path;
    }

    /** A page of the runs that were asked for. */
    @GET
    @Produces(Api.JSON)
    public RunPage runs(@Context UriInfo uri) {
        Query query = new Query(uri.getQueryParameters(), PARAMETERS);
        RunPages.Page page = new RunPages(api).find(query, below(query), kin(query));
        return new RunPage(
                page.runs().stream().map(run -> Views.summary(api, run)).toList(), page.next());
    }

    private static RunQuery.Kin kin(Query query) {
        return new RunQuery.Kin(
                query.text("project").map(Names::project),
                query.text("parent").map(RunsCall::uuid).map(Set::of).orElse(Set.of()));
    }

    private static UUID uuid(String parent) {
        try {
            return UUID.fromString(parent);
        } catch (IllegalArgumentException e) {
            throw Query.refused("parent", parent, "the uuid of a run");
        }
    }

    private String below(Query query) {
        return query.text("leaf")
                .map(leaf -> {
                    String below = path.isEmpty() ? leaf : path + "/" + leaf;
                    if (api.catalog().job(below).isEmpty()) {
                        throw ProblemException.noJob(api.path(below));
                    }
                    return below;
                })
                .orElse(path);
    }
}
