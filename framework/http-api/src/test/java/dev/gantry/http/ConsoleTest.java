package dev.gantry.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.http.console.ConsoleFiles;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How the console's files are served; this module's tests have two of their own in its place. */
class ConsoleTest {

    private static final String SCRIPT = "/console/assets/app-0a1b2c3d.js";

    @Test
    void thePageIsServedWithoutTheTokenThatItsCallsNeed() {
        try (TestServer server = TestServer.start("/", Optional.of("s3cret"), store -> store)) {
            TestServer.Answer page = server.get("/console/");

            assertThat(page.status()).isEqualTo(200);
            assertThat(page.body()).startsWith("<!doctype html>");
            assertThat(page.header("Content-Type")).startsWith("text/html");
            assertThat(server.get(SCRIPT).status()).isEqualTo(200);
            assertThat(server.get("/tree").status()).isEqualTo(401);
            assertThat(server.get("/console/../tree").status()).isIn(401, 404);
            assertThat(server.get("/consolex").status()).isEqualTo(401);
        }
    }

    @Test
    void thePageMayLoadNothingFromElsewhere() {
        try (TestServer server = TestServer.start()) {
            TestServer.Answer page = server.get("/console/");

            assertThat(page.header("Content-Security-Policy"))
                    .startsWith("default-src 'none'; script-src 'self';")
                    .contains("frame-ancestors 'none'")
                    .doesNotContain("unsafe");
            assertThat(page.header("X-Content-Type-Options")).isEqualTo("nosniff");
        }
    }

    @Test
    void whatHasAHashInItsNameIsKeptForGoodAndThePageIsAskedForAgain() {
        try (TestServer server = TestServer.start()) {
            TestServer.Answer page = server.get("/console/");

            assertThat(server.get(SCRIPT).header("Cache-Control")).isEqualTo("public, max-age=31536000, immutable");
            assertThat(page.header("Cache-Control")).isEqualTo("no-cache");
            assertThat(server.get("/console/", "If-None-Match", page.header("ETag"))
                            .status())
                    .isEqualTo(304);
            assertThat(server.get("/console/", "If-None-Match", "\"other\"").status())
                    .isEqualTo(200);
        }
    }

    @Test
    void aFileThatWasCompressedIsSentSoToWhoUnderstandsIt() throws Exception {
        try (TestServer server = TestServer.start()) {
            HttpResponse<byte[]> answer = server.client()
                    .send(
                            server.request(SCRIPT, "Accept-Encoding", "br, gzip;q=0.8")
                                    .build(),
                            HttpResponse.BodyHandlers.ofByteArray());

            assertThat(answer.headers().firstValue("Content-Encoding")).contains("gzip");
            assertThat(unzipped(answer.body())).isEqualTo(server.get(SCRIPT).body());
            assertThat(server.get(SCRIPT).header("Content-Encoding")).isEmpty();
            assertThat(server.get(SCRIPT, "Accept-Encoding", "gzip;q=0").header("Content-Encoding"))
                    .isEmpty();
        }
    }

    private static String unzipped(byte[] bytes) throws IOException {
        return new String(new GZIPInputStream(new ByteArrayInputStream(bytes)).readAllBytes(), UTF_8);
    }

    @Test
    void aBrowserIsSentToTheConsoleAlsoBelowABasePath() {
        try (TestServer server = TestServer.start("/api/v1")) {
            TestServer.Answer browser = server.get("/", "Accept", "text/html,application/xhtml+xml,*/*;q=0.8");

            assertThat(browser.status()).isEqualTo(303);
            assertThat(browser.header("Location")).endsWith("/api/v1/console/");
            assertThat(server.get("/console").status()).isEqualTo(308);
            assertThat(server.get("/console").header("Location")).endsWith("/api/v1/console/");
            assertThat(server.get("/console/").status()).isEqualTo(200);
            assertThat(server.get("/").json().get("branches").textValue()).isEqualTo("/api/v1/branches");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/console/nope.js", "/console/files", "/console/assets/", "/console/assets/%2e%2e/index.html"})
    void whatTheManifestDoesNotNameIsNotServed(String path) {
        try (TestServer server = TestServer.start()) {
            assertThat(server.get(path).status()).isEqualTo(404);
        }
    }

    @Test
    void aClassPathWithoutTheConsoleHasNone() {
        assertThat(ConsoleFiles.on(ClassLoader.getPlatformClassLoader()).present())
                .isFalse();
    }
}
