package dev.gantry.app.config;

import dev.gantry.store.postgres.PostgresConfig;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Turns the text of settings into values, and notes what cannot be turned. */
final class SettingsParser {

    /** What can be added to any moment, and counted in milliseconds. */
    private static final Duration LONGEST = Duration.ofDays(36_525);

    /** A machine that is busy for less must not lose its runs. */
    private static final Duration SHORTEST_LEASE = Duration.ofSeconds(1);

    private final Map<Setting, String> values;
    private final List<String> problems;

    SettingsParser(Map<Setting, String> values, List<String> problems) {
        this.values = values;
        this.problems = problems;
    }

    GantrySettings parse() {
        Optional<SecretText> token = secret(Setting.API_TOKEN);
        GantrySettings.Listen listen = new GantrySettings.Listen(
                host(token),
                (int) number(Setting.PORT, 0, 65_535),
                basePath(),
                token,
                readToken(token),
                new TlsSettings(
                        store(Setting.TLS_KEY_STORE, Setting.TLS_KEY_STORE_PASSWORD),
                        store(Setting.TLS_TRUST_STORE, Setting.TLS_TRUST_STORE_PASSWORD)));
        GantrySettings.Limits limits = new GantrySettings.Limits(
                number(Setting.MAX_QUEUED, 1, Long.MAX_VALUE),
                (int) number(Setting.MAX_BODY_BYTES, 1, 1 << 30),
                (int) number(Setting.MAX_DATA_BYTES, 1, 1 << 30),
                number(Setting.MAX_FILE_BYTES, 1, Long.MAX_VALUE));
        return new GantrySettings(
                listen,
                http(),
                new GantrySettings.Places(path(Setting.PLUGINS), path(Setting.DATA), database()),
                limits,
                new GantrySettings.Work(slots(), lease(), duration(Setting.GRACE)),
                duration(Setting.RETENTION),
                PeerTokens.parse(text(Setting.PEER_TOKENS), text(Setting.PEERS), token, problems));
    }

    private Optional<SecretText> secret(Setting setting) {
        return Optional.of(text(setting)).filter(text -> !text.isEmpty()).map(SecretText::new);
    }

    private Optional<SecretText> readToken(Optional<SecretText> token) {
        Optional<SecretText> read = secret(Setting.READ_TOKEN);
        if (read.isPresent() && token.isEmpty()) {
            problems.add("read-token is set and api-token is not, so that everybody may change everything; set"
                    + " GANTRY_API_TOKEN to another secret, or no read-token");
        } else if (read.isPresent() && read.equals(token)) {
            problems.add(
                    "read-token is the same as api-token, which may change everything; choose another for those who"
                            + " only look");
        }
        return read;
    }

    private boolean http() {
        boolean without = flag(Setting.NO_HTTP);
        if (without && text(Setting.STORE).isEmpty()) {
            problems.add("no-http is set and store is not, so that nobody could submit a run; expected a store that"
                    + " other servers share, or no no-http");
        }
        return !without;
    }

    private int slots() {
        int slots = (int) number(Setting.SLOTS, 0, 10_000);
        if (text(Setting.SLOTS).equals("0") && text(Setting.STORE).isEmpty()) {
            problems.add("slots is 0 and store is not set, so that nobody would execute a run; expected a store that"
                    + " other servers share, or at least 1");
        } else if (text(Setting.SLOTS).equals("0") && text(Setting.NO_HTTP).equals("true")) {
            problems.add("slots is 0 and no-http is set, so that the server would neither take runs nor execute any;"
                    + " expected one of them");
        }
        return slots;
    }

    private boolean flag(Setting setting) {
        String value = text(setting);
        if (!value.equals("true") && !value.equals("false")) {
            problems.add("%s is \"%s\"; expected true or false".formatted(setting.key(), value));
        }
        return value.equals("true");
    }

    private Duration lease() {
        Duration lease = duration(Setting.LEASE);
        if (lease.compareTo(SHORTEST_LEASE) < 0) {
            problems.add("lease is \"%s\"; expected at least %s".formatted(text(Setting.LEASE), SHORTEST_LEASE));
        }
        return lease;
    }

    private Optional<GantrySettings.Database> database() {
        String url = text(Setting.STORE);
        String password = text(Setting.STORE_PASSWORD);
        if (url.isEmpty()) {
            if (!text(Setting.STORE_USER).isEmpty() || !password.isEmpty()) {
                problems.add("store-user or store-password is set and store is not; expected a store such as"
                        + " jdbc:postgresql://localhost:5432/gantry, or neither");
            }
            return Optional.empty();
        }
        checkUrl(url);
        return Optional.of(new GantrySettings.Database(
                url,
                text(Setting.STORE_USER),
                password.isEmpty() ? Optional.empty() : Optional.of(new SecretText(password))));
    }

    private void checkUrl(String url) {
        try {
            var unused = PostgresConfig.at(url);
        } catch (IllegalArgumentException e) {
            problems.add(e.getMessage());
        }
    }

    private Optional<TlsSettings.Store> store(Setting file, Setting password) {
        boolean named = !text(file).isEmpty();
        if (named != !text(password).isEmpty()) {
            problems.add("%s is set and %s is not; expected both or neither"
                    .formatted(named ? file.key() : password.key(), named ? password.key() : file.key()));
        }
        return named
                ? Optional.of(new TlsSettings.Store(path(file), new SecretText(text(password))))
                : Optional.empty();
    }

    private String text(Setting setting) {
        return values.getOrDefault(setting, setting.defaultValue());
    }

    private String host(Optional<SecretText> token) {
        String host = text(Setting.HOST);
        try {
            if (token.isEmpty() && !InetAddress.getByName(host).isLoopbackAddress()) {
                problems.add(
                        ("host is %s, which others can reach, and there is no api-token; set GANTRY_API_TOKEN to a "
                                        + "secret, or listen on 127.0.0.1")
                                .formatted(host));
            }
        } catch (UnknownHostException e) {
            problems.add("host is \"%s\"; expected an address or name of this machine".formatted(host));
        }
        return host;
    }

    private String basePath() {
        String path = text(Setting.BASE_PATH);
        if (!path.startsWith("/") || path.contains("//") || path.contains("?") || path.contains("#")) {
            problems.add("base-path is \"%s\"; expected a path such as / or /jobs".formatted(path));
        }
        return path;
    }

    private long number(Setting setting, long least, long most) {
        try {
            long number = Long.parseLong(text(setting));
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException notANumber) {
            // Reported below, like a number out of range.
        }
        problems.add("%s is \"%s\"; expected a whole number from %d to %d"
                .formatted(setting.key(), text(setting), least, most));
        return least;
    }

    private Duration duration(Setting setting) {
        try {
            Duration duration = Duration.parse(text(setting));
            if (!duration.isNegative() && duration.compareTo(LONGEST) <= 0) {
                return duration;
            }
        } catch (DateTimeParseException notADuration) {
            // Reported below, like one out of range.
        }
        problems.add("%s is \"%s\"; expected an ISO-8601 duration of at most 100 years, such as %s"
                .formatted(setting.key(), text(setting), setting.defaultValue()));
        return Duration.ZERO;
    }

    private Path path(Setting setting) {
        try {
            return Path.of(text(setting));
        } catch (InvalidPathException e) {
            problems.add("%s is \"%s\"; expected a path: %s".formatted(setting.key(), text(setting), e.getReason()));
            return Path.of(setting.defaultValue());
        }
    }
}
