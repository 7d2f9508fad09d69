package dev.gantry.http.transport;

import dev.gantry.http.problem.ProblemException;
import jakarta.ws.rs.ProcessingException;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.function.Supplier;

/** Refuses a call whose media types cannot be read; Jersey would answer with nothing. */
@PreMatching
public final class MediaTypeCheck implements ContainerRequestFilter {

    @Override
    public void filter(ContainerRequestContext call) {
        check(call, HttpHeaders.ACCEPT, call::getAcceptableMediaTypes);
        check(call, HttpHeaders.CONTENT_TYPE, call::getMediaType);
    }

    private static void check(ContainerRequestContext call, String header, Supplier<Object> reading) {
        try {
            var unused = reading.get();
        } catch (ProcessingException unreadable) {
            throw ProblemException.badRequest("the header %s is \"%s\"; expected a media type such as application/json"
                    .formatted(header, call.getHeaderString(header)));
        }
    }
}
