package dev.gantry.http;

import static java.util.Objects.requireNonNull;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import javax.net.ssl.SSLContext;

/**
 * Where and how a server listens.
 *
 * @param host the name or address to bind to
 * @param port the port; 0: any that is free
 * @param basePath what stands before every path: {@code /} for nothing, or such as {@code /api/v1}
 * @param token what callers have to send as {@code Authorization: Bearer}; absent: nothing, and only this machine may call
 * @param readToken what callers send instead who may look at everything and change nothing; absent: there are none
 * @param maxBodyBytes how long the body of a request may be; files and stashes have limits of their own
 * @param tls what the server shows of itself over https; absent: it speaks http
 */
public record ServerSettings(
        String host,
        int port,
        String basePath,
        Optional<String> token,
        Optional<String> readToken,
        long maxBodyBytes,
        Optional<SSLContext> tls) {

    /** The longest body that is read unless told otherwise: 1 MiB. */
    public static final long DEFAULT_MAX_BODY_BYTES = 1024 * 1024;

    private static final long MOST_FOR_BULK = 1L << 30;

    /** Settings of a server that speaks http and has no token for readers. */
    public ServerSettings(String host, int port, String basePath, Optional<String> token, long maxBodyBytes) {
        this(host, port, basePath, token, Optional.empty(), maxBodyBytes, Optional.empty());
    }

    /**
     * Check the settings.
     *
     * @throws IllegalArgumentException naming the value that cannot be used and what was expected; above all, a host
     *     other than this machine without a token, and a read token that keeps nobody from anything
     */
    public ServerSettings {
        requireNonNull(host, "host is null");
        requireNonNull(token, "token is null");
        requireNonNull(readToken, "readToken is null");
        requireNonNull(tls, "tls is null");
        basePath = trimmed(requireNonNull(basePath, "basePath is null"));
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException("port is %d; expected 0 (any that is free) to 65535".formatted(port));
        }
        if (maxBodyBytes < 1) {
            throw new IllegalArgumentException("maxBodyBytes is %d; expected at least 1".formatted(maxBodyBytes));
        }
        if (token.filter(String::isBlank).isPresent()) {
            throw new IllegalArgumentException("the token is blank; leave it away or choose one");
        }
        if (readToken.filter(String::isBlank).isPresent()) {
            throw new IllegalArgumentException("the read token is blank; leave it away or choose one");
        }
        if (readToken.isPresent() && token.isEmpty()) {
            throw new IllegalArgumentException(
                    "there is a read token and no token, so that everybody may change everything; configure a token too");
        }
        if (readToken.isPresent() && readToken.equals(token)) {
            throw new IllegalArgumentException(
                    "the read token is the same as the token, which may change everything; choose another");
        }
        if (token.isEmpty() && !isThisMachine(host)) {
            throw new IllegalArgumentException(
                    "host is %s, which other machines can reach; configure a token, or bind to 127.0.0.1"
                            .formatted(host));
        }
    }

    /** How long the body of a request may be that brings many runs: 16 times that of others, and at most 1 GiB more. */
    public long maxBulkBodyBytes() {
        return maxBodyBytes + Math.min(15 * maxBodyBytes, MOST_FOR_BULK);
    }

    private static String trimmed(String path) {
        String inner = path.replaceAll("^/+|/+$", "");
        if (inner.isEmpty()) {
            return "";
        }
        if (!inner.matches("[A-Za-z0-9_.~-]+(/[A-Za-z0-9_.~-]+)*")) {
            throw new IllegalArgumentException(
                    "basePath is \"%s\"; expected segments of letters, digits, '_', '-', '.' and '~' such as /api/v1"
                            .formatted(path));
        }
        return "/" + inner;
    }

    private static boolean isThisMachine(String host) {
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException("host is %s, which this machine cannot resolve".formatted(host), e);
        }
    }

    /** Without the token. */
    @Override
    public String toString() {
        return "%s:%d%s (%s, %s token)"
                .formatted(
                        host,
                        port,
                        basePath,
                        tls.isPresent() ? "https" : "http",
                        token.isPresent() ? "with a" : "without a");
    }
}
