package dev.gantry.http.call;

import dev.gantry.client.wire.RunPage;
import dev.gantry.http.problem.ProblemException;
import dev.gantry.store.Run;
import dev.gantry.store.RunQuery;
import dev.gantry.store.RunState;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.UriInfo;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.Set;

/** Lists runs, newest first: {@code GET /{branch or leaf}/runs}, and {@code GET /runs} for all. */
public final class RunsCall {

    private static final List<String> PARAMETERS = List.of("state", "leaf", "tag", "since", "until", "limit", "cursor");

    private static final int DEFAULT_LIMIT = 50;
    private static final int MAX_LIMIT = 200;
    private static final int RADIX = 36;

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
        int limit = query.number("limit", 1, MAX_LIMIT).orElse(DEFAULT_LIMIT);
        // One more than asked for tells whether there is another page.
        List<Run> found = api.runs()
                .list(new RunQuery(
                        below(query),
                        states(query),
                        query.tags(),
                        new RunQuery.Span(query.moment("since"), query.moment("until")),
                        cursor(query),
                        limit + 1));
        List<Run> page = found.subList(0, Math.min(limit, found.size()));
        String next = found.size() > limit ? Long.toString(page.get(limit - 1).number(), RADIX) : null;
        return new RunPage(page.stream().map(run -> Views.summary(api, run)).toList(), next);
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

    private static Set<RunState> states(Query query) {
        Set<RunState> states = EnumSet.noneOf(RunState.class);
        for (String name : query.list("state")) {
            try {
                states.add(RunState.valueOf(name.toUpperCase(Locale.ROOT)));
            } catch (IllegalArgumentException e) {
                throw Query.refused("state", name, "one of " + Arrays.toString(RunState.values()));
            }
        }
        return states;
    }

    private static OptionalLong cursor(Query query) {
        if (query.text("cursor").isEmpty()) {
            return OptionalLong.empty();
        }
        String cursor = query.text("cursor").get();
        try {
            return OptionalLong.of(Long.parseLong(cursor, RADIX));
        } catch (NumberFormatException e) {
            throw Query.refused("cursor", cursor, "what the page before gave as next");
        }
    }
}
