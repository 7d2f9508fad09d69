package dev.gantry.app.config;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What other servers want to see: {@code http://other:8888=TOKEN,https://third=TOKEN}. */
public final class PeerTokens {

    /** None. */
    public static final PeerTokens NONE = new PeerTokens(Map.of());

    private final Map<String, SecretText> tokens;

    private PeerTokens(Map<String, SecretText> tokens) {
        this.tokens = tokens;
    }

    /**
     * Read a setting.
     *
     * @param problems told of what cannot be read, by its place alone: the rest may be secret
     */
    static PeerTokens parse(String text, List<String> problems) {
        Map<String, SecretText> tokens = new LinkedHashMap<>();
        String[] entries = text.isBlank() ? new String[0] : text.split(",", -1);
        for (int i = 0; i < entries.length; i++) {
            // A token may end with equals signs, an address has none outside of a query.
            int equals = entries[i].indexOf('=');
            Optional<String> server = equals < 0 ? Optional.empty() : server(entries[i].substring(0, equals));
            String token = equals < 0 ? "" : entries[i].substring(equals + 1).strip();
            if (server.isEmpty() || token.isEmpty()) {
                problems.add(
                        "peer-tokens: entry %d of %d cannot be read; expected http://HOST:PORT=TOKEN or https://…, "
                                        .formatted(i + 1, entries.length)
                                + "with commas between the entries");
            } else {
                tokens.put(server.get(), new SecretText(token));
            }
        }
        return new PeerTokens(tokens);
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

    /** The token for a server; empty if none was set for it. */
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
