package dev.gantry.client.link;

import static java.util.Objects.requireNonNull;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.SSLContext;

/**
 * How a server is reached. Immutable; begin with {@link #to}.
 *
 * @param server where it is, base path included
 * @param token what it wants to see; never shown
 * @param tls whom to trust over https; absent: whom the JVM trusts
 * @param timeout how long the answer to a call may take, besides the time that the call asks the server to wait
 * @param patience how often what may be repeated is repeated while the server is away
 */
public record ServerAccess(
        URI server, Optional<String> token, Optional<SSLContext> tls, Duration timeout, Patience patience) {

    /** How long an answer may take unless told otherwise: 30 s. */
    public static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(30);

    /**
     * Check the values.
     *
     * @throws IllegalArgumentException if the server is no http or https address
     */
    public ServerAccess {
        requireNonNull(token, "token is null");
        requireNonNull(tls, "tls is null");
        requireNonNull(timeout, "timeout is null");
        requireNonNull(patience, "patience is null");
        String scheme = requireNonNull(server, "server is null").getScheme();
        if (server.getHost() == null || !("http".equalsIgnoreCase(scheme) || "https".equalsIgnoreCase(scheme))) {
            throw new IllegalArgumentException(
                    "the server is \"%s\"; expected an address such as http://host:8888 or https://host/base/path"
                            .formatted(server));
        }
        String text = server.toString();
        server = text.endsWith("/") ? URI.create(text.replaceAll("/+$", "")) : server;
    }

    /** Reach a server that asks for no token. */
    public static ServerAccess to(URI server) {
        return new ServerAccess(server, Optional.empty(), Optional.empty(), DEFAULT_TIMEOUT, Patience.DEFAULT);
    }

    /** This, at another server. */
    public ServerAccess at(URI other) {
        return new ServerAccess(other, token, tls, timeout, patience);
    }

    /** This, with a token. */
    public ServerAccess token(String secret) {
        return new ServerAccess(server, Optional.of(secret), tls, timeout, patience);
    }

    /** This, trusting whom the context trusts. */
    public ServerAccess tls(SSLContext context) {
        return new ServerAccess(server, token, Optional.of(context), timeout, patience);
    }

    /** This, with another time for answers. */
    public ServerAccess timeout(Duration time) {
        return new ServerAccess(server, token, tls, time, patience);
    }

    /** This, with another patience. */
    public ServerAccess patience(Patience other) {
        return new ServerAccess(server, token, tls, timeout, other);
    }

    /** Without the token. */
    @Override
    public String toString() {
        return "%s (%s token)".formatted(server, token.isPresent() ? "with a" : "without a");
    }
}
