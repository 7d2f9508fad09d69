package dev.gantry.http.transport;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.gantry.client.wire.Access;
import dev.gantry.http.problem.ProblemException;
import jakarta.ws.rs.core.HttpHeaders;
import java.security.MessageDigest;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** The tokens of a server, and what each of them allows. Without any, everybody may do everything. Thread-safe. */
public final class Tokens {

    private static final String SCHEME = "Bearer ";

    private final Optional<byte[]> all;
    private final Optional<byte[]> read;

    /**
     * Make the tokens of a server.
     *
     * @param all allows everything
     * @param read allows to look at everything and to change nothing
     */
    public Tokens(Optional<String> all, Optional<String> read) {
        this.all = all.map(token -> token.getBytes(UTF_8));
        this.read = read.map(token -> token.getBytes(UTF_8));
    }

    /**
     * What whoever sent these headers may do.
     *
     * @param headers yields the value of a header; null if it is not there
     * @throws ProblemException if a token is needed and none, or another one, was sent
     */
    public Access accessOf(UnaryOperator<String> headers) {
        if (all.isEmpty()) {
            return Access.ALL;
        }
        String given = headers.apply(HttpHeaders.AUTHORIZATION);
        if (given == null || !given.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            throw ProblemException.tokenMissing();
        }
        byte[] token = given.substring(SCHEME.length()).strip().getBytes(UTF_8);
        // Both are compared whatever the first says, and to their ends: the time that it takes tells a stranger
        // nothing.
        boolean mayChange = MessageDigest.isEqual(all.get(), token);
        boolean mayRead = read.map(known -> MessageDigest.isEqual(known, token)).orElse(false);
        if (!mayChange && !mayRead) {
            throw ProblemException.badToken();
        }
        return mayChange ? Access.ALL : Access.READ;
    }
}
