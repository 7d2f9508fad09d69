package dev.gantry.http.transport;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.gantry.http.console.ConsoleCall;
import dev.gantry.http.problem.ProblemException;
import jakarta.annotation.Priority;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.core.HttpHeaders;
import java.security.MessageDigest;
import java.util.Set;
import java.util.function.UnaryOperator;

/** Lets nobody in without the token, except to {@code /}, {@code /health} and the files of the console. */
@PreMatching
@Priority(Priorities.AUTHENTICATION)
public final class TokenCheck implements ContainerRequestFilter, CallCheck {

    private static final Set<String> FREE = Set.of("", "health");
    private static final String SCHEME = "Bearer ";

    private final byte[] token;

    /** Ask for a token. */
    public TokenCheck(String token) {
        this.token = token.getBytes(UTF_8);
    }

    @Override
    public void filter(ContainerRequestContext call) {
        String path = call.getUriInfo().getPath(false);
        if (!FREE.contains(path) && !ConsoleCall.answers(path)) {
            check(call::getHeaderString);
        }
    }

    @Override
    public void check(UnaryOperator<String> headers) {
        String given = headers.apply(HttpHeaders.AUTHORIZATION);
        if (given == null || !given.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            throw ProblemException.tokenMissing();
        }
        // A comparison that ends at the first difference would tell a patient stranger the token, byte by byte.
        if (!MessageDigest.isEqual(
                token, given.substring(SCHEME.length()).strip().getBytes(UTF_8))) {
            throw ProblemException.badToken();
        }
    }
}
