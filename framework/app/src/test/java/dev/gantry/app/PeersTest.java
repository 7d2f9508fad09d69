package dev.gantry.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gantry.app.config.Configuration;
import dev.gantry.app.config.GantrySettings;
import dev.gantry.app.config.Setting;
import dev.gantry.client.GantryClient;
import dev.gantry.client.link.ServerAccess;
import dev.gantry.job.JobApiException;
import dev.gantry.job.Jobs;
import dev.gantry.job.RunHandle;
import dev.gantry.job.WaitResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Servers that call each other, over https with a certificate of their own making. */
@Timeout(120)
class PeersTest {

    private static final String PASSWORD = "pa55word";

    @TempDir
    private static Path certificates;

    @TempDir
    private Path folder;

    @BeforeAll
    static void makeACertificate() throws Exception {
        keytool(
                "-genkeypair",
                "-alias",
                "gantry",
                "-keyalg",
                "EC",
                "-dname",
                "CN=localhost",
                "-ext",
                "SAN=dns:localhost,ip:127.0.0.1",
                "-keystore",
                keys().toString());
        Path certificate = certificates.resolve("gantry.cer");
        keytool("-exportcert", "-alias", "gantry", "-keystore", keys().toString(), "-file", certificate.toString());
        keytool(
                "-importcert",
                "-noprompt",
                "-alias",
                "gantry",
                "-keystore",
                trust().toString(),
                "-file",
                certificate.toString());
    }

    private static void keytool(String... arguments) throws Exception {
        java.util.List<String> command = new java.util.ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
        command.addAll(java.util.List.of(arguments));
        command.addAll(java.util.List.of("-storetype", "PKCS12", "-storepass", PASSWORD));
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(certificates.resolve("keytool.log").toFile())
                .start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue())
                .as(Files.readString(certificates.resolve("keytool.log")))
                .isZero();
    }

    private static Path keys() {
        return certificates.resolve("keys.p12");
    }

    private static Path trust() {
        return certificates.resolve("trust.p12");
    }

    private GantrySettings settings(String name, Map<Setting, String> others) throws Exception {
        Map<Setting, String> options = new EnumMap<>(Setting.class);
        options.put(Setting.PORT, "0");
        options.put(Setting.PLUGINS, TestPlugin.folder(folder).toString());
        options.put(Setting.DATA, folder.resolve(name).toString());
        options.put(Setting.TLS_KEY_STORE, keys().toString());
        options.put(Setting.TLS_KEY_STORE_PASSWORD, PASSWORD);
        options.put(Setting.TLS_TRUST_STORE, trust().toString());
        options.put(Setting.TLS_TRUST_STORE_PASSWORD, PASSWORD);
        options.putAll(others);
        return Configuration.load(options, Map.of(), Optional.empty());
    }

    private static Jobs jobs(Gantry gantry, GantrySettings settings, String token) throws IOException {
        return new GantryClient(ServerAccess.to(gantry.uri())
                        .token(token)
                        .tls(TlsContexts.ofCalls(settings.listen().tls()).orElseThrow()))
                .jobs();
    }

    @Test
    void aRunQueuesARunOnAnotherServerOverHttps() throws Exception {
        GantrySettings there = settings("there", Map.of(Setting.API_TOKEN, "shared"));
        try (Gantry second = Gantry.start(there)) {
            GantrySettings here = settings(
                    "here",
                    Map.of(
                            Setting.API_TOKEN,
                            "shared",
                            Setting.PEERS,
                            second.uri().toString()));
            assertThat(second.uri().getScheme()).isEqualTo("https");
            delegate(here, second, there);
        }
    }

    private static void delegate(GantrySettings here, Gantry second, GantrySettings there) throws Exception {
        try (Gantry first = Gantry.start(here)) {
            RunHandle parent = jobs(first, here, "shared").run("p", "parent");
            parent.queue(what -> what.job("tests/delegate")
                    .params(Map.of("server", second.uri().toString())));

            assertThat(jobs(first, here, "shared").waitJob(parent, Duration.ofSeconds(60)))
                    .isEqualTo(new WaitResult(1, 0, 0));

            RunHandle child = jobs(second, there, "shared").run("delegated", "child");
            assertThat(child.info().queued().orElseThrow().job()).isEqualTo("tests/add");
            assertThat(child.getFile("note").text()).isEqualTo("from the parent");
            assertThat(parent.getStash()).isEqualTo(Map.of("status", "OK"));
        }
    }

    @Test
    void aTokenForOnePeerIsSentToThatOneAlone() throws Exception {
        GantrySettings there = settings("there", Map.of(Setting.API_TOKEN, "theirs=="));
        try (Gantry second = Gantry.start(there)) {
            GantrySettings here = settings(
                    "here",
                    Map.of(Setting.API_TOKEN, "ours", Setting.PEER_TOKENS, second.uri() + "=theirs==,http://x=y"));
            assertThat(here.toString())
                    .doesNotContain("theirs")
                    .doesNotContain("ours")
                    .doesNotContain(PASSWORD);
            PeerServers peers = peers(here);
            assertThat(peers.at(second.uri(), "p/j").run("p", "j").info().queued())
                    .isEmpty();

            GantrySettings wrong =
                    settings("other", Map.of(Setting.API_TOKEN, "ours", Setting.PEERS, second.uri() + ",http://x"));
            assertThatExceptionOfType(JobApiException.class)
                    .isThrownBy(() ->
                            peers(wrong).at(second.uri(), "p/j").run("p", "j").info())
                    .satisfies(refused -> assertThat(refused.code()).isEqualTo(403))
                    .withMessageContaining(second.uri().toString())
                    .withMessageContaining("the token that was sent")
                    .withMessageNotContaining("ours");
        }
    }

    @Test
    void aServerThatNobodyListedIsNotSentTheTokenOfThisOne() throws Exception {
        GantrySettings there = settings("there", Map.of(Setting.API_TOKEN, "shared"));
        try (Gantry second = Gantry.start(there)) {
            GantrySettings here =
                    settings("here", Map.of(Setting.API_TOKEN, "shared", Setting.PEERS, "https://another:8888"));

            assertThatExceptionOfType(JobApiException.class)
                    .isThrownBy(() ->
                            peers(here).at(second.uri(), "p/j").run("p", "j").info())
                    .satisfies(refused -> assertThat(refused.code()).isEqualTo(403))
                    .withMessageContaining("does not accept calls without a token")
                    .withMessageContaining("peers");
        }
    }

    private static PeerServers peers(GantrySettings settings) throws IOException {
        return new PeerServers(
                settings.peers(), TlsContexts.ofCalls(settings.listen().tls()));
    }

    @Test
    void aKeyStoreThatCannotBeOpenedIsNamedWithoutItsPassword() throws Exception {
        GantrySettings wrong = settings("here", Map.of(Setting.TLS_KEY_STORE_PASSWORD, "wr0ng-one"));
        assertThatThrownBy(() -> Gantry.start(wrong))
                .hasMessageContaining("tls-key-store")
                .hasMessageContaining(keys().toString())
                .hasMessageNotContaining("wr0ng-one");
        GantrySettings absent = settings("here", Map.of(Setting.TLS_TRUST_STORE, "nowhere.p12"));
        assertThatThrownBy(() -> Gantry.start(absent))
                .hasMessageContaining("tls-trust-store")
                .hasMessageContaining("nowhere.p12");
    }
}
