package dev.gantry.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Cancelling and retrying many runs. */
class BulkTest {

    private static final String LATER = "/examples/fizz_buzz/job?runAt=2126-01-01T00:00:00Z&tag=lot:";

    private final TestServer server = TestServer.start();

    @AfterEach
    void stop() {
        server.close();
    }

    private List<String> queued(String lot, int count) {
        List<String> uuids = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            uuids.add(server.post(LATER + lot, "{}").json().get("uuid").textValue());
        }
        return uuids;
    }

    private JsonNode finished(TestServer.Answer begun) {
        assertThat(begun.status()).as(begun.body()).isEqualTo(202);
        String path = begun.header("Location").replaceFirst(".*(/bulk/)", "$1");
        Waiting.until(() -> server.get(path).json().get("finished").booleanValue());
        return server.get(path).json();
    }

    private int count(String query) {
        return server.get("/counts?" + query).json().get("total").intValue();
    }

    @Test
    void allThatMatchAFilterAreCancelledAndNoOthers() {
        queued("a", 100);
        queued("b", 3);

        JsonNode done = finished(server.post(
                "/bulk", "{\"action\":\"cancel\",\"path\":\"/examples\",\"filter\":\"tag=lot:a\",\"expected\":100}"));

        assertThat(done.get("total").intValue()).isEqualTo(100);
        assertThat(done.get("done").intValue()).isEqualTo(100);
        assertThat(done.get("changed").intValue()).isEqualTo(100);
        assertThat(count("tag=lot:a&state=CANCELLED")).isEqualTo(100);
        assertThat(count("tag=lot:b&state=QUEUED")).isEqualTo(3);
    }

    @Test
    void runsThatAreNamedAreRetriedAsFarAsTheyAreOver() {
        List<String> uuids = queued("c", 2);
        server.post("/examples/cancel/" + uuids.get(0), "");

        JsonNode done = finished(server.post(
                "/bulk",
                "{\"action\":\"retry\",\"uuids\":[\"%s\",\"%s\",\"%s\"]}"
                        .formatted(uuids.get(0), uuids.get(1), UUID.randomUUID())));

        assertThat(done.get("changed").intValue()).isEqualTo(1);
        assertThat(done.get("unchanged").intValue()).isEqualTo(2);
        Waiting.until(() -> count("tag=lot:c&state=SUCCEEDED") == 1);
    }

    @Test
    void nothingIsDoneIfMoreMatchThanTheCallerWasShown() {
        queued("d", 4);

        TestServer.Answer answer =
                server.post("/bulk", "{\"action\":\"cancel\",\"filter\":\"tag=lot:d\",\"expected\":3}");

        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.json().get("found").intValue()).isEqualTo(4);
        assertThat(count("tag=lot:d&state=QUEUED")).isEqualTo(4);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'action':'cancel','filter':'','expected':9}| 409",
                "{'action':'cancel','expected':9}| 409",
                "{'action':'cancel','filter':'state=QUEUED'}| 422",
                "{'action':'burn','uuids':[]}| 422",
                "{'uuids':[]}| 422",
                "{'action':'retry','uuids':['x']}| 422",
                "{'action':'retry','filter':'colour=red','expected':1}| 400",
                "{'action':'retry','path':'nope','filter':'state=FAILED','expected':1}| 404"
            })
    void whatCannotBeMeantIsRefused(String body, int status) {
        queued("e", 1);

        assertThat(server.post("/bulk", body.replace('\'', '"')).status()).isEqualTo(status);
        assertThat(count("state=QUEUED")).isEqualTo(1);
    }

    @Test
    void eachFaultOfAnOrderIsSaidOnce() {
        TestServer.Answer answer = server.post("/bulk", "{\"action\":\"burn\",\"uuids\":[]}");

        assertThat(answer.json().get("errors").findValuesAsText("pointer")).containsExactly("/action");
    }

    @Test
    void whatIsNotKnownIsNotFound() {
        assertThat(server.get("/bulk/" + UUID.randomUUID()).status()).isEqualTo(404);
        assertThat(server.get("/bulk/x").status()).isEqualTo(404);
    }
}
