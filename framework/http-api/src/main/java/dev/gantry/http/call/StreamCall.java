package dev.gantry.http.call;

import dev.gantry.http.stream.RunStreams;
import dev.gantry.store.Run;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.Sse;
import jakarta.ws.rs.sse.SseEventSink;
import org.glassfish.grizzly.http.server.Request;
import org.glassfish.grizzly.nio.NIOConnection;

/** Tells of a run as it goes: {@code GET /{root}/stream/{uuid}}. */
public final class StreamCall {

    private final Api api;
    private final Run run;

    StreamCall(Api api, Run run) {
        this.api = api;
        this.run = run;
    }

    /**
     * The events {@code log}, {@code data}, {@code progress} and at the end {@code done}; 204 for a reader that has had the
     * last, which keeps browsers from asking again.
     */
    @GET
    @Produces(MediaType.SERVER_SENT_EVENTS)
    public void stream(
            @HeaderParam(HttpHeaders.LAST_EVENT_ID_HEADER) @DefaultValue("") String lastEventId,
            @Context SseEventSink sink,
            @Context Sse sse,
            @Context Request request) {
        if (RunStreams.isComplete(run, lastEventId)) {
            throw new WebApplicationException(204);
        }
        api.streams().open(run, lastEventId, sink, sse, (NIOConnection)
                request.getContext().getConnection());
    }
}
