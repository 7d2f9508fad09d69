package dev.gantry.http.call;

import dev.gantry.http.stream.ChangeWish;
import dev.gantry.store.RunFilter;
import dev.gantry.store.RunFilter.Outcome;
import dev.gantry.store.RunQuery.Kin;
import dev.gantry.store.RunQuery.Span;
import dev.gantry.store.TimeScale;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import jakarta.ws.rs.sse.Sse;
import jakarta.ws.rs.sse.SseEventSink;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.glassfish.grizzly.http.server.Request;
import org.glassfish.grizzly.nio.NIOConnection;

/** Tells of every change of runs: {@code GET /{branch or leaf}/changes}, and {@code GET /changes} for all. */
public final class ChangesCall {

    private static final List<String> PARAMETERS = List.of("project", "parent", "tag", "counts");

    private final Api api;
    private final String path;

    ChangesCall(Api api, String path) {
        this.api = api;
        this.path = path;
    }

    /**
     * The events {@code open}, then {@code runs} with the rows of those that changed, {@code counts} if asked for, and
     * {@code reset} when more changed than is remembered.
     */
    @GET
    @Produces(MediaType.SERVER_SENT_EVENTS)
    public void changes(
            @HeaderParam(HttpHeaders.LAST_EVENT_ID_HEADER) @DefaultValue("") String lastEventId,
            @Context UriInfo uri,
            @Context SseEventSink sink,
            @Context Sse sse,
            @Context Request request) {
        Query query = new Query(uri.getQueryParameters(), PARAMETERS);
        Kin kin =
                new Kin(query.text("project"), query.uuid("parent").map(Set::of).orElse(Set.of()));
        RunFilter filter = new RunFilter(path, Set.of(), query.tags(), Span.ALWAYS, kin, Outcome.ANY);
        Supplier<?> counts = () -> CountsCall.view(api.runs().tally(filter, TimeScale.NONE));
        ChangeWish wish = new ChangeWish(
                filter,
                runs -> Views.summaries(api, runs),
                query.flag("counts") ? Optional.of(counts) : Optional.empty());
        api.streams().openChanges(wish, lastEventId, sink, sse, (NIOConnection)
                request.getContext().getConnection());
    }
}
