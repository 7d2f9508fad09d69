package dev.gantry.app.config;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What may be set: by an option of {@code gantry serve}, by an environment variable, or in a properties file. The first
 * of these that says something counts.
 */
public enum Setting {
    HOST("host", "127.0.0.1", "the address to listen on; beyond loopback only with an api-token"),
    PORT("port", "8888", "the port to listen on; 0 picks a free one"),
    PLUGINS("plugins", "plugins", "the folder that job jars are dropped into"),
    DATA("data", "data", "the folder that runs are kept in"),
    STORE(
            "store",
            "",
            "the database that runs are kept in instead, named as jdbc:postgresql://host:5432/name; servers with one share its runs"),
    STORE_USER("store-user", "", "who logs in to the store"),
    STORE_PASSWORD("store-password", "", "with which password; better set by GANTRY_STORE_PASSWORD than by an option"),
    BASE_PATH("base-path", "/", "the path below which everything is served"),
    API_TOKEN(
            "api-token", "", "the token that every call must carry; better set by GANTRY_API_TOKEN than by an option"),
    READ_TOKEN(
            "read-token",
            "",
            "the token of those who may look at everything and change nothing; better set by GANTRY_READ_TOKEN"),
    PEERS(
            "peers",
            "",
            "the other servers that share the api-token, as a list like http://other:8888,https://third; nobody else is ever sent it"),
    PEER_TOKENS(
            "peer-tokens",
            "",
            "the other servers that have a token of their own, http://other:8888=TOKEN,https://third=TOKEN"),
    TLS_KEY_STORE(
            "tls-key-store", "", "the PKCS12 file with key and certificate of this server, which then speaks https"),
    TLS_KEY_STORE_PASSWORD("tls-key-store-password", "", "what opens the tls-key-store; better set in the environment"),
    TLS_TRUST_STORE("tls-trust-store", "", "the PKCS12 file with the certificates that calls to other servers trust"),
    TLS_TRUST_STORE_PASSWORD(
            "tls-trust-store-password", "", "what opens the tls-trust-store; better set in the environment"),
    NO_HTTP("no-http", "false", "only execute runs that other servers with the same store take"),
    SLOTS(
            "slots",
            "8",
            "how many runs are executed at once; 0 to only take them, for other servers with the same store"),
    LEASE(
            "lease",
            "PT30S",
            "how long runs stay with a server that has died before others with the same store take them over"),
    GRACE("grace", "PT10S", "how long running jobs may go on after SIGTERM, as an ISO-8601 duration"),
    RETENTION("retention", "P30D", "how long finished runs are kept, as an ISO-8601 duration"),
    MAX_QUEUED("max-queued", "10000000", "how many runs may be queued before submits are refused"),
    MAX_BODY_BYTES("max-body-bytes", "1048576", "how large the body of a request may be"),
    MAX_DATA_BYTES("max-data-bytes", "8388608", "how large the data or the stash of a run may be, as JSON"),
    MAX_FILE_BYTES("max-file-bytes", "4294967296", "how large a file of a run may be");

    private final String key;
    private final String defaultValue;
    private final String description;

    Setting(String key, String defaultValue, String description) {
        this.key = key;
        this.defaultValue = defaultValue;
        this.description = description;
    }

    /** Its name in a properties file; with two dashes in front, its option. */
    public String key() {
        return key;
    }

    /** Its environment variable. */
    public String variable() {
        return "GANTRY_" + key.replace('-', '_').toUpperCase(Locale.ROOT);
    }

    /** Its value if nobody sets it. */
    public String defaultValue() {
        return defaultValue;
    }

    /** Whether it is either on or off. */
    public boolean isSwitch() {
        return defaultValue.equals("false");
    }

    /** What it does, in one sentence. */
    public String description() {
        return description;
    }

    static Optional<Setting> ofKey(String key) {
        return Arrays.stream(values())
                .filter(setting -> setting.key.equals(key))
                .findFirst();
    }

    static Optional<Setting> ofVariable(String variable) {
        return Arrays.stream(values())
                .filter(setting -> setting.variable().equals(variable))
                .findFirst();
    }

    static List<String> keys() {
        return Arrays.stream(values()).map(Setting::key).toList();
    }

    static List<String> variables() {
        return Arrays.stream(values()).map(Setting::variable).toList();
    }
}
