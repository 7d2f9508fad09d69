package dev.gantry.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gantry.client.GantryClient;
import dev.gantry.client.ItemResult;
import dev.gantry.client.RunItem;
import dev.gantry.client.SubmitOptions;
import dev.gantry.client.wire.Problem;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Many runs in one call. */
class SubmitAllTest {

    private static final String JOBS = "/examples/fizz_buzz/jobs";

    private final TestServer server = TestServer.start();

    @AfterEach
    void stop() {
        server.close();
    }

    private TestServer.Answer lines(String... lines) {
        return server.send(server.request(JOBS)
                .setHeader("Content-Type", "application/x-ndjson")
                .POST(BodyPublishers.ofString(String.join("\n", lines))));
    }

    private int runs() {
        return server.get("/examples/runs?limit=100").json().get("runs").size();
    }

    private JsonNode dump(JsonNode result) {
        return server.get("/examples/dump/" + result.get("uuid").textValue()).json();
    }

    @Test
    void eachItemOfAnArrayBecomesARunInOrder() {
        TestServer.Answer answer = server.post(JOBS, "[{\"n\":3}, {\"params\":{\"n\":4}}, {}]");

        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.json()).hasSize(3);
        assertThat(answer.json())
                .extracting(result -> dump(result).get("n").intValue())
                .containsExactly(3, 4, 50);
    }

    @Test
    void eachLineBecomesARunAndBlankOnesAreNone() {
        TestServer.Answer answer = lines("{\"n\":3}\r", "", "  ", "{\"params\":{\"n\":4}}", "");

        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.json())
                .extracting(result -> dump(result).get("n").intValue())
                .containsExactly(3, 4);
    }

    @Test
    void whatStandsBesideTheParamsIsKeptWithTheRun() {
        JsonNode result = server.post(JOBS, """
                [{"params": {"n": 3}, "tags": {"stage": "child"}, "description": "one of many", "priority": -7,
                  "runAt": "2126-01-01T02:00:00+02:00"}]""").json().get(0);

        JsonNode ours = dump(result).get("gantry");
        assertThat(ours.at("/tags/stage").textValue()).isEqualTo("child");
        assertThat(ours.get("description").textValue()).isEqualTo("one of many");
        assertThat(ours.get("priority").intValue()).isEqualTo(-7);
        assertThat(ours.get("runAt").textValue()).isEqualTo("2126-01-01T00:00:00.000000Z");
    }

    @Test
    void theFaultOfAnItemIsItsOwn() {
        TestServer.Answer answer = lines(
                "{\"n\":3}",
                "{\"n\":\"x\"}",
                "{\"n\":",
                "7",
                "{\"params\":{\"n\":\"x\"}}",
                "{\"params\":{},\"tag\":{}}",
                "{\"params\":{},\"idempotencyKey\":\" \"}",
                "{\"n\":4}");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json())
                .extracting(result -> result.path("status").asInt())
                .containsExactly(0, 422, 400, 422, 422, 422, 422, 0);
        assertThat(answer.json())
                .extracting(result -> result.at("/errors/0/pointer").asText("none"))
                .containsExactly("none", "/n", "none", "", "/params/n", "/tag", "/idempotencyKey", "none");
        assertThat(runs()).isEqualTo(2);
    }

    @Test
    void aSecondCallWithTheSameKeysYieldsTheRunsOfTheFirst() {
        String items =
                "[{\"params\":{\"n\":3},\"idempotencyKey\":\"a\"},{\"params\":{\"n\":4},\"idempotencyKey\":\"b\"}]";
        TestServer.Answer first = server.post(JOBS, items);
        TestServer.Answer second = server.post(JOBS, items);

        assertThat(first.status()).isEqualTo(201);
        assertThat(second.status()).isEqualTo(200);
        assertThat(second.json()).isEqualTo(first.json());
    }

    @Test
    void aKeyUsedWithOtherParamsIsAConflictOfThatItemAlone() {
        JsonNode results = server.post(JOBS, """
                [{"params": {"n": 3}, "idempotencyKey": "a"}, {"params": {"n": 4}, "idempotencyKey": "a"}, {"n": 5}]""").json();

        assertThat(results.get(1).get("status").intValue()).isEqualTo(409);
        assertThat(results.get(1).get("uuid")).isEqualTo(results.get(0).get("uuid"));
        assertThat(runs()).isEqualTo(2);
    }

    @Test
    void moreItemsThanAreTakenAtOnceAreRefusedAsAWhole() {
        String most = String.join("\n", Collections.nCopies(10_000, "{}"));

        TestServer.Answer answer = lines(most, "{}");

        assertThat(answer.status()).isEqualTo(413);
        assertThat(answer.json().get("detail").textValue()).contains("10,000");
        assertThat(runs()).isZero();
    }

    @Test
    void theBodyMayBeSixteenTimesAsLongAsThatOfOneRun() {
        String padding = " ".repeat((int) TestServer.BODY_LIMIT);

        assertThat(server.post("/examples/fizz_buzz/job", "{}" + padding).status())
                .isEqualTo(413);
        assertThat(server.post(JOBS, "[{}" + padding.repeat(15) + "]").status()).isEqualTo(201);
        assertThat(server.post(JOBS, "[{}" + padding.repeat(16) + "]").status()).isEqualTo(413);
    }

    @Test
    void whoMayNotCallMaySendNoMoreThanOthers() {
        try (TestServer closed = TestServer.start("/", Optional.of("secret"), store -> store)) {
            String body = "[{}" + " ".repeat(2 * (int) TestServer.BODY_LIMIT) + "]";

            assertThat(closed.post(JOBS, body).status()).isIn(401, 413);
            assertThat(closed.post(JOBS, body, "Authorization", "Bearer secret").status())
                    .isEqualTo(201);
        }
    }

    @Test
    void whatIsNoArrayIsRefusedAsAWholeWithThePlace() {
        for (String body : List.of("", "{}", "[{},", "[{}] {}", "[{\"n\":3}, nonsense]")) {
            TestServer.Answer answer = server.post(JOBS, body);

            assertThat(answer.status()).as(body).isEqualTo(400);
            assertThat(answer.json().get("detail").textValue()).contains("line 1, column");
        }
        assertThat(runs()).isZero();
    }

    @Test
    void nothingToSubmitIsNoFault() {
        assertThat(server.post(JOBS, "[]").body()).isEqualTo("[]");
        assertThat(lines().body()).isEqualTo("[]");
    }

    @Test
    void theClientSendsAsManyAsThereAre() {
        GantryClient client = new GantryClient(server.server().uri());
        List<RunItem> items = IntStream.range(0, 5_003)
                .mapToObj(i -> new RunItem(
                        Map.of("n", i == 1_000 ? "x" : i),
                        SubmitOptions.NONE.runAt(java.time.Instant.parse("2126-01-01T00:00:00Z"))))
                .toList();

        List<ItemResult> results = client.submitAll("examples/fizz_buzz", items);

        assertThat(results).hasSize(5_003);
        assertThat(results.get(1_000).problem().map(Problem::status)).contains(422);
        assertThat(results).filteredOn(result -> result.uuid().isPresent()).hasSize(5_002);
        assertThat(client.dump("examples", results.get(5_002).uuid().orElseThrow())
                        .get("n")
                        .intValue())
                .isEqualTo(5_002);
    }
}
