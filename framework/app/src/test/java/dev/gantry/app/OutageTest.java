package dev.gantry.app;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.app.config.Configuration;
import dev.gantry.app.config.Setting;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a server answers while its database is away, and once that is back. */
@Timeout(300)
class OutageTest {

    @TempDir
    private Path folder;

    private final HttpClient http = HttpClient.newHttpClient();

    private EmbeddedPostgres startPostgres(int port) throws IOException {
        EmbeddedPostgres.Builder builder = EmbeddedPostgres.builder()
                .setPGStartupWait(Duration.ofMinutes(1))
                .setDataDirectory(folder.resolve("postgres"))
                .setCleanDataDirectory(false);
        if (port > 0) {
            builder.setPort(port);
        }
        return builder.start();
    }

    private HttpResponse<String> put(URI server, String path, String body, String... headers) throws Exception {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(server + path)).PUT(HttpRequest.BodyPublishers.ofString(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString(UTF_8));
    }

    @Test
    void filesAndStashesAreRefusedAsUnavailableAndAnUploadGoesOnWhereItWas() throws Exception {
        String file = "/projects/p/jobs/j/files/data?upload=u";
        EmbeddedPostgres postgres = startPostgres(0);
        try (Gantry gantry = Gantry.start(Configuration.load(
                Map.of(
                        Setting.PORT,
                        "0",
                        Setting.PLUGINS,
                        TestPlugin.folder(folder).toString(),
                        Setting.DATA,
                        folder.resolve("data").toString(),
                        Setting.STORE,
                        postgres.getJdbcUrl("postgres", "postgres")),
                Map.of(),
                Optional.empty()))) {
            URI server = gantry.uri();
            assertThat(put(server, file, "abc", "Content-Range", "bytes 0-2/*").statusCode())
                    .isEqualTo(202);
            postgres.close();

            HttpResponse<String> part = put(server, file, "def", "Content-Range", "bytes 3-5/6");
            assertThat(part.statusCode()).as(part.body()).isEqualTo(503);
            assertThat(part.body()).contains("store-unavailable", "jdbc:postgresql:");
            assertThat(part.headers().firstValue("Retry-After")).isPresent();
            HttpResponse<String> stash =
                    put(server, "/projects/p/jobs/j/stash", "{}", "Content-Type", "application/json");
            assertThat(stash.statusCode()).as(stash.body()).isEqualTo(503);

            postgres = startPostgres(postgres.getPort());
            HttpResponse<String> again = put(server, file, "def", "Content-Range", "bytes 3-5/6");
            assertThat(again.statusCode()).as(again.body()).isEqualTo(201);
        } finally {
            postgres.close();
        }
    }
}
