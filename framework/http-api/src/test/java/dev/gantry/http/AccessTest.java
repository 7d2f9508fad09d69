package dev.gantry.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may call, and where the API stands. */
class AccessTest {

    @Test
    void withoutTheTokenNobodyGetsIn() {
        try (TestServer server = TestServer.start("/", Optional.of("s3cret"), store -> store)) {
            TestServer.Answer missing = server.get("/branches");
            TestServer.Answer wrong = server.get("/branches", "Authorization", "Bearer other");

            assertThat(missing.status()).isEqualTo(401);
            assertThat(missing.header("WWW-Authenticate")).isEqualTo("Bearer");
            assertThat(wrong.status()).isEqualTo(403);
            assertThat(wrong.json().get("detail").textValue()).isEqualTo("bad token");
            assertThat(server.get("/examples/fizz_buzz/nope").status()).isEqualTo(401);
            assertThat(server.post("/examples/fizz_buzz/job", "{}", "Authorization", "Basic s3cret")
                            .status())
                    .isEqualTo(401);
            assertThat(server.get("/branches", "Authorization", "Bearer s3cret").status())
                    .isEqualTo(200);
            assertThat(server.get("/runs", "Authorization", "bearer s3cret")
                            .json()
                            .get("runs"))
                    .isEmpty();
            assertThat(server.get("/health").status()).isEqualTo(200);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.0.0.0", "::"})
    void aServerThatOthersCanReachNeedsAToken(String host) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ServerSettings(host, 0, "/", Optional.empty(), 1))
                .withMessageContaining("configure a token");
        assertThat(new ServerSettings(host, 0, "/", Optional.of("t"), 1).host()).isEqualTo(host);
    }

    @Test
    void aPageOfAnotherSiteMayNotCall() {
        try (TestServer server = TestServer.start();
                RawConnection client = new RawConnection(server)) {
            client.sendHead(
                    "POST /examples/fizz_buzz/job HTTP/1.1",
                    "Host: localhost:1",
                    "Origin: http://evil.example",
                    "Content-Length: 0");
            assertThat(client.readHead()).startsWith("HTTP/1.1 403 ");
            assertThat(server.get("/runs").json().get("runs")).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "evil.example, 421",
        "evil.example:8888, 421",
        "127.0.0.1.evil.example, 421",
        "localhost, 200",
        "LOCALHOST:8888, 200",
        "127.0.0.1:8888, 200",
        "[::1]:8888, 200"
    })
    void withoutATokenTheServerAnswersToThisMachinesNamesOnly(String host, int status) {
        try (TestServer server = TestServer.start();
                RawConnection client = new RawConnection(server)) {
            client.sendHead("GET /branches HTTP/1.1", "Host: " + host);
            assertThat(client.readHead()).startsWith("HTTP/1.1 " + status + " ");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api", "/api/v1", "api/v1/", "/a/b/c/d"})
    void everyPathStandsUnderTheBasePath(String basePath) {
        try (TestServer server = TestServer.start(basePath)) {
            String base = server.server().uri().getPath();

            assertThat(server.get("/branches").json().at("/0/path").textValue()).isEqualTo(base + "/examples");
            assertThat(server.get("/examples/leaves/").json().at("/0/path").textValue())
                    .isEqualTo(base + "/examples/fizz_buzz");
            assertThat(server.get("").json().get("branches").textValue()).isEqualTo(base + "/branches");
            assertThat(server.get("/nope/branches").json().get("detail").textValue())
                    .isEqualTo("No branch for " + base + "/nope");
            assertThat(server.post("/examples/fizz_buzz/job", "{}").header("Location"))
                    .startsWith(server.uri("/examples/info/").toString());
        }
    }

    @Test
    void outsideTheBasePathThereIsNothing() {
        try (TestServer server = TestServer.start("/api/v1")) {
            TestServer.Answer answer = server.get("/../../branches");

            assertThat(answer.status()).isEqualTo(404);
            assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
        }
    }

    @Test
    void aPathOutsideTheBasePathIsAProblemLikeAnyOther() {
        try (TestServer server = TestServer.start("/api/v1");
                RawConnection client = new RawConnection(server)) {
            client.sendHead("GET /branches HTTP/1.1", "Host: localhost");

            assertThat(client.readHead()).startsWith("HTTP/1.1 404 ").contains("application/problem+json");
            assertThat(client.readUntil("}"))
                    .contains(
                            "\"type\":\"urn:gantry:not-found\"",
                            "\"detail\":\"nothing is served outside of /api/v1\"",
                            "\"instance\":\"/branches\"");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/a b", "/{x}", "/a//b", "/%61"})
    void aBasePathThatIsNoneIsRefused(String basePath) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ServerSettings("127.0.0.1", 0, basePath, Optional.empty(), 1))
                .withMessageContaining(basePath);
    }

    @ParameterizedTest
    @CsvSource({"nobody.invalid, no address is known for the host", "192.0.2.1, no address of this machine"})
    void aHostThatIsNotOfThisMachineIsSaidToBe(String host, String reason) {
        try (TestServer server = TestServer.start()) {
            assertThat(org.assertj.core.api.Assertions.catchThrowable(() -> server.startAnotherOn(host, 0)))
                    .isInstanceOf(java.io.IOException.class)
                    .hasMessageContaining("cannot listen on " + host)
                    .hasMessageContaining(reason)
                    .hasMessageNotContaining("another server");
        }
    }

    @Test
    void aPortThatIsTakenIsSaidToBe() {
        try (TestServer server = TestServer.start()) {
            int port = server.server().uri().getPort();
            assertThat(org.assertj.core.api.Assertions.catchThrowable(() -> server.startAnotherOn("127.0.0.1", port)))
                    .isInstanceOf(java.io.IOException.class)
                    .hasMessageContaining("port " + port + ": the port is taken")
                    .hasMessageContaining("is another server running there?");
        }
    }
}
