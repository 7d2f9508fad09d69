package dev.gantry.http.transport;

import dev.gantry.http.problem.ProblemException;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;

/** Refuses a call whose body was over the limit. */
@PreMatching
public final class BodyLimit implements ContainerRequestFilter {

    @Override
    public void filter(ContainerRequestContext call) {
        if (call.getProperty(WholeBodies.OVER_LIMIT) instanceof Long limit) {
            throw ProblemException.tooLarge(limit);
        }
    }
}
