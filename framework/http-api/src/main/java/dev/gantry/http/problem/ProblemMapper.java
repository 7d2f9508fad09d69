package dev.gantry.http.problem;

import dev.gantry.client.wire.Problem;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import jakarta.ws.rs.ext.ExceptionMapper;

/** Turns whatever a call throws into a problem. */
public final class ProblemMapper implements ExceptionMapper<Throwable> {

    private final UriInfo uri;

    /** Make one; the container gives the call that is being answered. */
    public ProblemMapper(@Context UriInfo uri) {
        this.uri = uri;
    }

    @Override
    public Response toResponse(Throwable thrown) {
        Problem problem = Problems.of(thrown).at(uri.getRequestUri().getRawPath());
        Response.ResponseBuilder answer = Response.status(problem.status(), ReasonPhrases.of(problem.status()))
                .type(Problem.MEDIA_TYPE)
                .header("Cache-Control", "no-store")
                .entity(problem);
        Problems.challenge(problem).ifPresent(challenge -> answer.header(HttpHeaders.WWW_AUTHENTICATE, challenge));
        switch (problem.status()) {
            case 405 ->
                answer.allow(((WebApplicationException) Problems.cause(thrown))
                        .getResponse()
                        .getAllowedMethods());
            case 503 -> answer.header(HttpHeaders.RETRY_AFTER, Problems.RETRY_AFTER);
            default -> {
                // The body says it all.
            }
        }
        return answer.build();
    }
}
