package dev.gantry.http.transport;

import dev.gantry.http.problem.ProblemException;
import java.util.List;
import org.glassfish.grizzly.http.HttpRequestPacket;
import org.glassfish.grizzly.http.Method;

/**
 * How long the body of a request may be. One that brings many runs may be longer than others, if it may come in at all: who
 * may not submit does not fill that much memory.
 */
public final class BodyLimits {

    private static final String BULK = "/jobs";
    private static final String ATTRIBUTE = "gantry.body-limit";

    private final long usual;
    private final long bulk;
    private final String basePath;
    private final List<CallCheck> checks;

    /** Limits for usual bodies and for those that bring many runs, in bytes. */
    public BodyLimits(long usual, long bulk, String basePath, List<CallCheck> checks) {
        this.usual = usual;
        this.bulk = bulk;
        this.basePath = basePath;
        this.checks = List.copyOf(checks);
    }

    /** The limit of a request. Asked for each piece of a body, and found out once. */
    long of(HttpRequestPacket request) {
        if (!Method.POST.equals(request.getMethod())) {
            return usual;
        }
        if (request.getAttribute(ATTRIBUTE) instanceof Long known) {
            return known;
        }
        long limit = request.getRequestURI().endsWith(BULK) && passes(request) ? bulk : usual;
        request.setAttribute(ATTRIBUTE, limit);
        return limit;
    }

    private boolean passes(HttpRequestPacket request) {
        try {
            CallHead head = CallHead.of(request, basePath);
            checks.forEach(check -> check.check(head));
            return true;
        } catch (ProblemException refused) {
            // Said where all calls are refused, once it gets there.
            return false;
        }
    }
}
