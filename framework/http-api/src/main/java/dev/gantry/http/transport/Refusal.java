package dev.gantry.http.transport;

import dev.gantry.http.problem.ProblemException;
import jakarta.annotation.Priority;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import java.util.Optional;
import org.glassfish.grizzly.http.HttpRequestPacket;

/**
 * Refuses a request that was found wanting before there was anything that could answer it: the finding travels with the
 * request up to here, so that it is answered like all others.
 */
@PreMatching
@Priority(0)
public final class Refusal implements ContainerRequestFilter {

    private static final String ATTRIBUTE = "gantry.refusal";

    /** Have a request refused when it gets here; the first reason counts. */
    static void because(HttpRequestPacket request, ProblemException reason) {
        if (!isDecided(request)) {
            request.setAttribute(ATTRIBUTE, reason);
        }
    }

    /** Whether a request will be refused. */
    static boolean isDecided(HttpRequestPacket request) {
        return request.getAttribute(ATTRIBUTE) != null;
    }

    /** Why a request was refused on its way, if it was. */
    public static Optional<ProblemException> of(HttpRequestPacket request) {
        return Optional.ofNullable((ProblemException) request.getAttribute(ATTRIBUTE));
    }

    @Override
    public void filter(ContainerRequestContext call) {
        if (call.getProperty(ATTRIBUTE) instanceof ProblemException reason) {
            throw reason;
        }
    }
}
