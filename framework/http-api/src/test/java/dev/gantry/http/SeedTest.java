package dev.gantry.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gantry.client.wire.WireJson;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The calls of the seed, answered to the letter. What differs from run to run stands in capitals in the golden files. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SeedTest {

    private static final String UUID = "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}";
    private static final String TIME = "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{6}Z";

    private TestServer server;
    private String uuid;

    @BeforeAll
    void runFizzBuzz() {
        server = TestServer.start();
        uuid = server.finished("/examples/fizz_buzz", "{\"n\":20}");
    }

    @AfterAll
    void stop() {
        server.close();
    }

    @Test
    void aBranchListsItsBranches() {
        assertAnswersAs("branches", "/examples/branches");
    }

    @Test
    void aBranchListsItsLeaves() {
        assertAnswersAs("leaves", "/examples/leaves");
    }

    @Test
    void aLeafShowsItsSchema() {
        assertAnswersAs("post-schema", "/examples/fizz_buzz/post-schema");
    }

    @Test
    void aPostStartsARunAndSaysWhereItIs() {
        TestServer.Answer answer = server.post("/examples/fizz_buzz/job", "{\"n\":20}");

        assertThat(answer.status()).isEqualTo(201);
        assertThat(normalised(answer)).isEqualTo(golden("job"));
        assertThat(answer.header("Location"))
                .isEqualTo(
                        server.uri("/examples/info/" + answer.json().get("uuid").textValue())
                                .toString());
    }

    @Test
    void progressIsShown() {
        assertAnswersAs("progress", "/examples/progress/" + uuid);
    }

    @Test
    void infoIsShown() {
        assertAnswersAs("info", "/examples/info/" + uuid);
    }

    @Test
    void dataAreShown() {
        assertAnswersAs("data", "/examples/data/" + uuid);
    }

    @Test
    void aDumpShowsEverythingButTheLog() {
        assertAnswersAs("dump", "/examples/dump/" + uuid);
        assertAnswersAs("dump", "/examples/dump/" + uuid + "?showLogs=False");
    }

    @Test
    void aDumpShowsTheLogOnRequest() {
        JsonNode dump = normalised(server.get("/examples/dump/" + uuid + "?showLogs=true"));

        ObjectNode expected = (ObjectNode) golden("dump");
        JsonNode info = golden("info");
        expected.set("events", info.get("events"));
        expected.set("errors", info.get("errors"));
        expected.set("warnings", info.get("warnings"));
        assertThat(dump).isEqualTo(expected);
    }

    private void assertAnswersAs(String golden, String path) {
        TestServer.Answer answer = server.get(path);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Content-Type")).isEqualTo("application/json");
        assertThat(normalised(answer)).isEqualTo(golden(golden));
    }

    private static JsonNode normalised(TestServer.Answer answer) {
        return read(answer.body()
                .replaceAll(UUID, "UUID")
                .replaceAll(TIME, "TIME")
                .replaceAll("\"cas\":\\d+", "\"cas\":\"REVISION\""));
    }

    private static JsonNode golden(String name) {
        try (InputStream in = SeedTest.class.getResourceAsStream("/seed/%s.json".formatted(name))) {
            return WireJson.mapper().readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JsonNode read(String json) {
        try {
            return WireJson.mapper().readTree(json);
        } catch (IOException e) {
            throw new UncheckedIOException(json, e);
        }
    }
}
