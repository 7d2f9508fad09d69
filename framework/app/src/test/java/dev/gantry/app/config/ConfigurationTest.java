package dev.gantry.app.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a server is started with, and what it refuses. */
class ConfigurationTest {

    @TempDir
    private Path folder;

    private Path file(String... lines) throws IOException {
        return Files.writeString(folder.resolve("gantry.properties"), String.join("\n", lines));
    }

    private static GantrySettings load(Map<Setting, String> options, Map<String, String> environment)
            throws ConfigurationException {
        return Configuration.load(options, environment, Optional.empty());
    }

    @Test
    void withoutAnySettingTheDefaultsHold() throws Exception {
        GantrySettings settings = load(Map.of(), Map.of("PATH", "/bin"));
        assertThat(settings.listen())
                .isEqualTo(new GantrySettings.Listen(
                        "127.0.0.1", 8888, "/", Optional.empty(), Optional.empty(), TlsSettings.NONE));
        assertThat(settings.places())
                .isEqualTo(new GantrySettings.Places(Path.of("plugins"), Path.of("data"), Optional.empty()));
        assertThat(settings.work().grace()).isEqualTo(Duration.ofSeconds(10));
    }

    @Test
    void optionsComeBeforeTheEnvironmentAndThatBeforeTheFile() throws Exception {
        Path file = file("port=1", "slots=1", "data=from-file");
        GantrySettings settings = Configuration.load(
                Map.of(Setting.PORT, "3"), Map.of("GANTRY_PORT", "2", "GANTRY_SLOTS", "2"), Optional.of(file));
        assertThat(settings.listen().port()).isEqualTo(3);
        assertThat(settings.work().slots()).isEqualTo(2);
        assertThat(settings.places().data()).isEqualTo(Path.of("from-file"));
    }

    @Test
    void aDatabaseIsNamedWithItsLoginAndKeepsItsPasswordToItself() throws Exception {
        GantrySettings settings = load(
                Map.of(Setting.STORE, "jdbc:postgresql://db/gantry", Setting.STORE_USER, "ops"),
                Map.of("GANTRY_STORE_PASSWORD", "pa55word"));
        GantrySettings.Database database = settings.places().database().orElseThrow();
        assertThat(database.url()).isEqualTo("jdbc:postgresql://db/gantry");
        assertThat(database.user()).isEqualTo("ops");
        assertThat(database.password().map(SecretText::value)).contains("pa55word");
        assertThat(settings.toString()).doesNotContain("pa55word");
    }

    @Test
    void aStoreThatIsNoDatabaseAndALoginToNoneAreRefused() {
        assertThatThrownBy(() -> load(Map.of(Setting.STORE, "mysql://db"), Map.of()))
                .hasMessageContaining("store is \"mysql://db\"; expected a URL such as jdbc:postgresql://");
        assertThatThrownBy(
                        () -> load(Map.of(Setting.STORE, "jdbc:postgresql://db:54x/gantry?password=s3cret"), Map.of()))
                .hasMessageContaining("store is \"jdbc:postgresql://db:54x/gantry\"; expected a URL such as")
                .hasMessageNotContaining("s3cret");
        assertThatThrownBy(() -> load(Map.of(Setting.STORE_USER, "ops"), Map.of()))
                .hasMessageContaining("store is not; expected a store such as jdbc:postgresql://");
    }

    @Test
    void aServerWithoutSlotsNeedsAStoreThatOthersShareAndCallersThatItTakesRunsFrom() throws Exception {
        Map<Setting, String> shared = Map.of(Setting.SLOTS, "0", Setting.STORE, "jdbc:postgresql://db/gantry");
        assertThat(load(shared, Map.of()).work().slots()).isZero();
        assertThatThrownBy(() -> load(Map.of(Setting.SLOTS, "0"), Map.of()))
                .hasMessageContaining("slots is 0 and store is not set");
        assertThatThrownBy(() -> load(shared, Map.of("GANTRY_NO_HTTP", "true")))
                .hasMessageContaining("slots is 0 and no-http is set");
    }

    @Test
    void aServerWithoutHttpNeedsAStoreThatOthersShare() throws Exception {
        Map<Setting, String> shared = Map.of(Setting.NO_HTTP, "true", Setting.STORE, "jdbc:postgresql://db/gantry");
        assertThat(load(shared, Map.of()).http()).isFalse();
        assertThat(load(Map.of(), Map.of()).http()).isTrue();
        assertThatThrownBy(() -> load(Map.of(Setting.NO_HTTP, "true"), Map.of()))
                .hasMessageContaining("no-http is set and store is not");
        assertThatThrownBy(() -> load(Map.of(Setting.NO_HTTP, "yes"), Map.of()))
                .hasMessageContaining("no-http is \"yes\"; expected true or false");
    }

    @Test
    void aLeaseThatABusyMachineCouldNotKeepIsRefused() throws Exception {
        assertThat(load(Map.of(Setting.LEASE, "PT1S"), Map.of()).work().lease()).isEqualTo(Duration.ofSeconds(1));
        assertThatThrownBy(() -> load(Map.of(Setting.LEASE, "PT0.9S"), Map.of()))
                .hasMessageContaining("lease is \"PT0.9S\"; expected at least PT1S");
    }

    @Test
    void anUnknownVariableIsAnErrorWithAGuess() {
        assertThatThrownBy(() -> load(Map.of(), Map.of("GANTRY_PROT", "80")))
                .hasMessage("environment: unknown variable GANTRY_PROT; did you mean \"GANTRY_PORT\"?");
    }

    @Test
    void anUnknownKeyInTheFileIsAnErrorWithAGuess() throws Exception {
        Path file = file("plugin=jobs");
        assertThatThrownBy(() -> Configuration.load(Map.of(), Map.of(), Optional.of(file)))
                .hasMessage(file + ": unknown setting \"plugin\"; did you mean \"plugins\"?");
    }

    @Test
    void everythingThatIsWrongIsSaidAtOnce() {
        assertThatThrownBy(() ->
                        load(Map.of(Setting.PORT, "http", Setting.GRACE, "soon", Setting.BASE_PATH, "jobs"), Map.of()))
                .hasMessageContaining("port is \"http\"; expected a whole number from 0 to 65535")
                .hasMessageContaining(
                        "grace is \"soon\"; expected an ISO-8601 duration of at most 100 years, such as PT10S")
                .hasMessageContaining("base-path is \"jobs\"; expected a path such as / or /jobs");
    }

    @ParameterizedTest
    @ValueSource(strings = {"-PT1S", "P36526D", "PT9999999999999H"})
    void aDurationThatIsNegativeOrEndlessIsRefused(String duration) {
        assertThatThrownBy(() -> load(Map.of(Setting.RETENTION, duration), Map.of()))
                .hasMessageContaining("retention is \"" + duration + "\"; expected")
                .hasMessageContaining("at most 100 years");
    }

    @Test
    void listeningBeyondLoopbackNeedsAToken() throws Exception {
        assertThatThrownBy(() -> load(Map.of(Setting.HOST, "0.0.0.0"), Map.of()))
                .hasMessageContaining("GANTRY_API_TOKEN");
        GantrySettings settings = load(Map.of(Setting.HOST, "0.0.0.0"), Map.of("GANTRY_API_TOKEN", "secret"));
        assertThat(settings.listen().token()).contains(new SecretText("secret"));
    }

    @Test
    void readersHaveATokenOfTheirOwnWhichIsNeverShown() throws Exception {
        GantrySettings settings = load(
                Map.of(Setting.API_TOKEN, "s3cret"),
                Map.of("GANTRY_READ_TOKEN", "l00k", "GANTRY_PEERS", "http://other:8888"));

        assertThat(settings.listen().readToken()).contains(new SecretText("l00k"));
        assertThat(settings.peers().of(URI.create("http://other:8888"))).contains("s3cret");
        assertThat(settings.toString()).doesNotContain("l00k");
        assertThat(load(Map.of(), Map.of()).listen().readToken()).isEmpty();
    }

    @Test
    void aReadTokenThatKeepsNobodyFromAnythingIsRefused() {
        assertThatThrownBy(() -> load(Map.of(Setting.READ_TOKEN, "l00k"), Map.of()))
                .hasMessageContaining("read-token is set and api-token is not")
                .hasMessageContaining("GANTRY_API_TOKEN")
                .hasMessageNotContaining("l00k");
        assertThatThrownBy(() -> load(Map.of(Setting.READ_TOKEN, "s3cret", Setting.API_TOKEN, "s3cret"), Map.of()))
                .hasMessageContaining("read-token is the same as api-token")
                .hasMessageNotContaining("s3cret");
    }

    @Test
    void peersHaveTokensOfTheirOwnWhichAreNeverShown() throws Exception {
        GantrySettings settings =
                load(Map.of(), Map.of("GANTRY_PEER_TOKENS", "http://Other:8888=s3cret==,https://third/base=t0ken"));

        assertThat(settings.peers().of(URI.create("http://other:8888/api"))).contains("s3cret==");
        assertThat(settings.peers().of(URI.create("https://third:443"))).contains("t0ken");
        assertThat(settings.peers().of(URI.create("http://third"))).isEmpty();
        assertThat(settings.toString()).doesNotContain("s3cret").doesNotContain("t0ken");
        assertThatThrownBy(() -> load(Map.of(), Map.of("GANTRY_PEER_TOKENS", "http://a=b,s3cret")))
                .hasMessageContaining("peer-tokens: entry 2 of 2")
                .hasMessageNotContaining("s3cret");
    }

    @Test
    void theTokenOfThisServerIsForThePeersThatAreListedAndForNobodyElse() throws Exception {
        GantrySettings settings = load(
                Map.of(
                        Setting.PEERS,
                        "http://Other:8888/base,https://third",
                        Setting.PEER_TOKENS,
                        "https://third=t0ken"),
                Map.of("GANTRY_API_TOKEN", "s3cret"));

        assertThat(settings.peers().of(URI.create("http://other:8888"))).contains("s3cret");
        assertThat(settings.peers().of(URI.create("https://third"))).contains("t0ken");
        assertThat(settings.peers().of(URI.create("https://other:8888"))).isEmpty();
        assertThat(settings.peers().of(URI.create("http://other:8889"))).isEmpty();
        assertThat(settings.peers().of(URI.create("http://other:8888.evil.example")))
                .isEmpty();
        assertThat(settings.toString()).doesNotContain("s3cret").doesNotContain("t0ken");
        assertThatThrownBy(() -> load(Map.of(), Map.of("GANTRY_PEERS", "http://a,b")))
                .hasMessageContaining("peers: \"b\"")
                .hasMessageContaining("http://HOST:PORT");
    }

    @Test
    void aKeyStoreAndItsPasswordGoTogether() {
        assertThatThrownBy(() -> load(Map.of(Setting.TLS_KEY_STORE, "keys.p12"), Map.of()))
                .hasMessage("tls-key-store is set and tls-key-store-password is not; expected both or neither");
        assertThatThrownBy(() -> load(Map.of(), Map.of("GANTRY_TLS_TRUST_STORE_PASSWORD", "s3cret")))
                .hasMessage("tls-trust-store-password is set and tls-trust-store is not; expected both or neither");
    }

    @Test
    void aFileThatCannotBeReadIsAnError() {
        assertThatThrownBy(() -> Configuration.load(Map.of(), Map.of(), Optional.of(folder.resolve("absent"))))
                .hasMessageContaining("absent")
                .hasMessageContaining("cannot be read");
    }
}
