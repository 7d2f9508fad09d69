package dev.gantry.http.problem;

import dev.gantry.client.wire.Access;
import dev.gantry.client.wire.Problem;
import dev.gantry.engine.IdempotencyClashException;
import dev.gantry.engine.QueueFullException;
import dev.gantry.job.ClashException;
import dev.gantry.job.JobApiException;
import dev.gantry.schema.InvalidParamsException;
import dev.gantry.schema.UnreadableJsonException;
import dev.gantry.store.LeaseLostException;
import dev.gantry.store.StoreUnavailableException;
import dev.gantry.store.UploadTakenException;
import jakarta.ws.rs.WebApplicationException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.CompletionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What whatever is thrown means to a client. What nobody foresaw is logged with an id, and the client sees just the id.
 */
public final class Problems {

    private static final Logger log = LoggerFactory.getLogger(Problems.class);

    static final String UNSUPPORTED_CODING = "unsupported-content-coding";

    /** How many seconds a client is asked to wait before it tries again. */
    public static final int RETRY_AFTER = 5;

    private static final Map<Integer, String> TITLES = Map.of(
            403, "Forbidden",
            404, "Not found",
            409, "Conflict",
            410, "Gone",
            413, "Too large",
            422, "Cannot be used",
            503, "Unavailable",
            507, "Disk full");

    private Problems() {}

    /** The problem that something thrown stands for. */
    public static Problem of(Throwable thrown) {
        Throwable cause = cause(thrown);
        return cause instanceof JobApiException refused ? ofJobApi(refused) : problem(cause);
    }

    /** What was thrown, without the wrappings of futures; each that hands it on may add one. */
    public static Throwable cause(Throwable thrown) {
        Throwable cause = thrown;
        while (cause instanceof CompletionException && cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause;
    }

    /** The headers that belong to a problem, whichever way it is answered. */
    public static Map<String, String> headers(Problem problem) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Cache-Control", "no-store");
        challenge(problem).ifPresent(challenge -> headers.put("WWW-Authenticate", challenge));
        if (problem.type().endsWith(":" + UNSUPPORTED_CODING)) {
            headers.put("Accept-Encoding", "identity");
        }
        if (problem.status() == 503) {
            headers.put("Retry-After", Integer.toString(RETRY_AFTER));
        }
        return headers;
    }

    /** The methods that a path takes, of a refusal: whoever answers GET answers HEAD, which Jersey does not name. */
    static Set<String> allowed(WebApplicationException refused) {
        Set<String> allowed = new TreeSet<>(refused.getResponse().getAllowedMethods());
        if (allowed.contains("GET")) {
            allowed.add("HEAD");
        }
        return allowed;
    }

    /** What the header {@code WWW-Authenticate} tells of a problem, after RFC 6750: which token is wanted. */
    private static Optional<String> challenge(Problem problem) {
        if (problem.status() == 401) {
            return Optional.of("Bearer");
        }
        return problem.type().equals(Problem.READ_ONLY)
                ? Optional.of("Bearer error=\"insufficient_scope\", scope=\"%s\"".formatted(Access.ALL.access()))
                : Optional.empty();
    }

    private static Problem ofJobApi(JobApiException refused) {
        if (refused instanceof QueueFullException full) {
            return Problem.of("queue-full", "Queue full", 503, full.getMessage());
        }
        if (refused.code() == 500) {
            return unforeseen(refused);
        }
        String title = TITLES.getOrDefault(refused.code(), "Refused");
        String kind = refused.code() == 404
                ? "unknown-run"
                : title.toLowerCase(Locale.ROOT).replace(' ', '-');
        Problem problem = Problem.of(kind, title, refused.code(), refused.getMessage());
        return refused instanceof ClashException clash ? problem.with("winner", clash.winner()) : problem;
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
                    .with("uuid", e.winner());
        }
        if (thrown instanceof LeaseLostException e) {
            return Problem.of("gone", "Gone", 410, e.getMessage());
        }
        if (thrown instanceof UploadTakenException e) {
            return Problem.of("upload-taken", "Somebody else goes on with the upload", 409, e.getMessage());
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
            case 405 -> "the path takes " + String.join(", ", allowed(thrown));
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
