package dev.gantry.http.call;

import dev.gantry.client.wire.TreeLogPage;
import dev.gantry.store.Run;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.UriInfo;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Shows the logs of a run and of all below it as one: {@code GET /{root}/tree-log/{uuid}?before=&since=&kind=&limit=}. */
public final class TreeLogCall {

    private static final List<String> PARAMETERS = List.of("before", "since", "kind", "limit");
    private static final int DEFAULT_LIMIT = 200;
    private static final int MOST = 1_000;

    private final Api api;
    private final Run run;

    TreeLogCall(Api api, Run run) {
        this.api = api;
        this.run = run;
    }

    /** The newest lines of all of them, in the order of time; or those before. */
    @GET
    @Produces(Api.JSON)
    public TreeLogPage lines(@Context UriInfo uri) {
        Query query = new Query(uri.getQueryParameters(), PARAMETERS);
        Optional<TreeLog.Place> before = query.text("before")
                .map(text -> TreeLog.Place.parse(text)
                        .orElseThrow(() -> Query.refused("before", text, "what the page before gave as next")));
        TreeLog log = new TreeLog(
                LinesCall.kinds(query),
                before,
                query.moment("since"),
                query.number("limit", 1, MOST).orElse(DEFAULT_LIMIT));
        List<Run> runs = new ArrayList<>(List.of(run));
        boolean complete = Descent.below(run.uuid(), api.runs(), (child, parent, depth) -> {
            if (log.mayHaveLinesOf(child)) {
                runs.add(child);
            }
        });
        return log.read(runs, api, complete);
    }
}
