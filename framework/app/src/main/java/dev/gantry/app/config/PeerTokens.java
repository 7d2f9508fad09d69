package dev.gantry.app.config;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What other servers want to see: {@code http://other:8888=TOKEN,https://third=TOKEN}, and which of them share the token of
 * this server. No other server is sent any.
 */
public final class PeerTokens {

    /** None. */
    public static final PeerTokens NONE = new PeerTokens(Map.of());

    private final Map<String, SecretText> tokens;

    private PeerTokens(Map<String, SecretText> tokens) {
        this.tokens = tokens;
    }

    /**
     * Read the settings.
     *
     * @param tokens servers with tokens of their own
     * @param sharing servers that share a token with this one
     * @param shared that token, if this server has one
     * @param problems told of what cannot be read; of tokens by its place alone, for the rest may be secret
     */
    static PeerTokens parse(String tokens, String sharing, Optional<SecretText> shared, List<String> problems) {
        Map<String, SecretText> all = new LinkedHashMap<>();
        for (String entry : entries(sharing)) {
            Optional<String> server = server(entry);
            if (server.isEmpty()) {
                problems.add("peers: \"%s\" cannot be read; expected http://HOST:PORT or https://…, with commas between"
                        .formatted(entry));
            }
            server.ifPresent(origin -> shared.ifPresent(token -> all.put(origin, token)));
        }
        List<String> own = entries(tokens);
        for (int i = 0; i < own.size(); i++) {
            // A token may end with equals signs, an address has none outside of a query.
            int equals = own.get(i).indexOf('=');
            Optional<String> server =
                    equals < 0 ? Optional.empty() : server(own.get(i).substring(0, equals));
            String token = equals < 0 ? "" : own.get(i).substring(equals + 1).strip();
            if (server.isEmpty() || token.isEmpty()) {
                problems.add(
                        "peer-tokens: entry %d of %d cannot be read; expected http://HOST:PORT=TOKEN or https://…, "
                                        .formatted(i + 1, own.size())
                                + "with commas between the entries");
            } else {
                all.put(server.get(), new SecretText(token));
            }
        }
        return new PeerTokens(all);
    }

    private static List<String> entries(String text) {
        return text.isBlank() ? List.of() : List.of(text.split(",", -1));
    }

    private static Optional<String> server(String text) {
        try {
            URI server = URI.create(text.strip());
            return server.getHost() == null || server.getScheme() == null
                    ? Optional.empty()
                    : Optional.of(origin(server));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** A token is for a server, whatever path is called on it. */
    private static String origin(URI server) {
        String scheme = server.getScheme().toLowerCase(Locale.ROOT);
        int usual = scheme.equals("https") ? 443 : 80;
        int port = server.getPort() < 0 ? usual : server.getPort();
        return "%s://%s:%d".formatted(scheme, server.getHost().toLowerCase(Locale.ROOT), port);
    }

    /** The token for a server; empty if it has none, or is none of those that were named. */
    public Optional<String> of(URI server) {
        return server.getHost() == null || server.getScheme() == null
                ? Optional.empty()
                : Optional.ofNullable(tokens.get(origin(server))).map(SecretText::value);
    }

    /** The servers, without their tokens. */
    @Override
    public String toString() {
        return "tokens for " + tokens.keySet();
    }
}
