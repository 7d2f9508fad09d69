package dev.gantry.http.problem;

import dev.gantry.client.wire.Problem;
import dev.gantry.engine.IdempotencyClashException;
import dev.gantry.engine.QueueFullException;
import dev.gantry.schema.InvalidParamsException;
import dev.gantry.schema.UnreadableJsonException;
import dev.gantry.store.StoreUnavailableException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import jakarta.ws.rs.ext.ExceptionMapper;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.CompletionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Turns whatever a call throws into a problem. What nobody foresaw is logged with an id, and the client sees just the id.
 */
public final class ProblemMapper implements ExceptionMapper<Throwable> {

    private static final Logger log = LoggerFactory.getLogger(ProblemMapper.class);

    /** How many seconds a client is asked to wait before it tries again. */
    private static final int RETRY_AFTER = 5;

    private final UriInfo uri;

    /** Make one; the container gives the call that is being answered. */
    public ProblemMapper(@Context UriInfo uri) {
        this.uri = uri;
    }

    @Override
    public Response toResponse(Throwable thrown) {
        Throwable cause =
                thrown instanceof CompletionException && thrown.getCause() != null ? thrown.getCause() : thrown;
        Problem problem = problem(cause).at(uri.getRequestUri().getRawPath());
        Response.ResponseBuilder answer = Response.status(problem.status())
                .type(Problem.MEDIA_TYPE)
                .header("Cache-Control", "no-store")
                .entity(problem);
        switch (problem.status()) {
            case 401 -> answer.header(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
            case 405 ->
                answer.allow(((WebApplicationException) cause).getResponse().getAllowedMethods());
            case 503 -> answer.header(HttpHeaders.RETRY_AFTER, RETRY_AFTER);
            default -> {
                // The body says it all.
            }
        }
        return answer.build();
    }

    private static Problem problem(Throwable thrown) {
        if (thrown instanceof ProblemException refused) {
            return refused.problem();
        }
        if (thrown instanceof UnreadableJsonException e) {
            return Problem.of("unreadable-json", "Unreadable JSON", 400, e.getMessage());
        }
        if (thrown instanceof InvalidParamsException e) {
            List<Problem.Fault> faults = e.faults().stream()
                    .map(fault -> new Problem.Fault(fault.pointer(), fault.message()))
                    .toList();
            return Problem.of("invalid-params", "Invalid params", 422, e.getMessage())
                    .with(faults);
        }
        if (thrown instanceof IdempotencyClashException e) {
            return Problem.of("idempotency-clash", "Idempotency key used before", 409, e.getMessage())
                    .with(e.winner());
        }
        if (thrown instanceof QueueFullException e) {
            return Problem.of("queue-full", "Queue full", 503, e.getMessage());
        }
        if (thrown instanceof StoreUnavailableException e) {
            return Problem.of("store-unavailable", "Store unavailable", 503, e.getMessage());
        }
        if (thrown instanceof WebApplicationException e && e.getResponse().getStatus() < 500) {
            return ofStatus(e.getResponse().getStatus(), e);
        }
        return unforeseen(thrown);
    }

    private static Problem ofStatus(int status, WebApplicationException thrown) {
        String title = thrown.getResponse().getStatusInfo().getReasonPhrase();
        String detail = switch (status) {
            case 405 ->
                "the path takes " + String.join(", ", thrown.getResponse().getAllowedMethods());
            case 406 -> "nothing that the header Accept names can be made here; accept application/json";
            default -> thrown.getMessage();
        };
        return Problem.of(title.toLowerCase(Locale.ROOT).replace(' ', '-'), title, status, detail);
    }

    private static Problem unforeseen(Throwable thrown) {
        UUID incident = UUID.randomUUID();
        log.error("a call failed in a way that nobody foresaw; incident {}", incident, thrown);
        return Problem.of(
                "internal", "Internal error", 500, "the call failed; the server's log has more under " + incident);
    }
}
