package dev.gantry.http.transport;

import dev.gantry.http.problem.ProblemException;
import jakarta.annotation.Priority;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.core.HttpHeaders;

/** Refuses a body that is compressed, of a call or a transfer: it would be taken for what it is the compression of. */
@PreMatching
@Priority(Priorities.HEADER_DECORATOR)
public final class ContentCodingCheck implements CallCheck {

    @Override
    public void check(CallHead call) {
        String codings = call.header(HttpHeaders.CONTENT_ENCODING);
        if (codings != null && !codings.isBlank() && !codings.strip().equalsIgnoreCase("identity")) {
            throw ProblemException.unsupportedCoding(codings);
        }
    }
}
