package dev.gantry.http.problem;

import dev.gantry.client.wire.Problem;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Context;
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
                .entity(problem);
        Problems.headers(problem).forEach(answer::header);
        if (problem.status() == 405) {
            answer.allow(Problems.allowed((WebApplicationException) Problems.cause(thrown)));
        }
        return answer.build();
    }
}
