package dev.gantry.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gantry.http.jobs.GateJob;
import java.net.http.HttpRequest.BodyPublishers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What may be said with a submit, beside the params. */
class SubmitTest {

    private final TestServer server = TestServer.start();

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void anEmptyBodyIsNoParamsAndNeedsNoType() {
        TestServer.Answer answer = server.send(
                server.request("/examples/fizz_buzz/job", "Prefer", "wait=30").POST(BodyPublishers.noBody()));

        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.json().at("/data/output")).hasSize(50);
    }

    @Test
    void theOptionsAreKeptWithTheRun() {
        String uuid = server.post(
                        "/examples/fizz_buzz/job?tag=stage:child:1&tag=plain&description=a%20b%2Bc&priority=-7"
                                + "&runAt=2126-01-01T02:00:00%2B02:00",
                        "{}")
                .json()
                .get("uuid")
                .textValue();

        JsonNode ours = server.get("/examples/dump/" + uuid).json().get("gantry");
        assertThat(ours.at("/tags/stage").textValue()).isEqualTo("child:1");
        assertThat(ours.at("/tags/plain").textValue()).isEmpty();
        assertThat(ours.get("description").textValue()).isEqualTo("a b+c");
        assertThat(ours.get("priority").intValue()).isEqualTo(-7);
        assertThat(ours.get("runAt").textValue()).isEqualTo("2126-01-01T00:00:00.000000Z");
        assertThat(ours.get("state").textValue()).isEqualTo("QUEUED");
    }

    @Test
    void aSecondSubmitWithTheSameKeyYieldsTheRunOfTheFirst() {
        TestServer.Answer first = server.post("/examples/fizz_buzz/job", "{\"n\":3}", "Idempotency-Key", "k1");
        TestServer.Answer second = server.post("/examples/fizz_buzz/job", "{ \"n\": 3 }", "Idempotency-Key", "k1");

        assertThat(first.status()).isEqualTo(201);
        assertThat(second.status()).isEqualTo(200);
        assertThat(second.json()).isEqualTo(first.json());
        assertThat(second.header("Location")).isEqualTo(first.header("Location"));
        assertThat(server.get("/runs").json().get("runs")).hasSize(1);
    }

    @Test
    void aKeyUsedWithOtherParamsIsAConflictThatNamesTheWinner() {
        TestServer.Answer first = server.post("/examples/fizz_buzz/job", "{\"n\":3}", "Idempotency-Key", "k1");
        TestServer.Answer second = server.post("/examples/fizz_buzz/job", "{\"n\":4}", "Idempotency-Key", "k1");

        assertThat(second.status()).isEqualTo(409);
        assertThat(second.json().get("uuid")).isEqualTo(first.json().get("uuid"));
    }

    @Test
    void aSubmitThatPrefersToWaitIsAnsweredWithTheOutcome() {
        TestServer.Answer answer =
                server.post("/examples/fizz_buzz/job", "{\"n\":3}", "Prefer", "respond-async, wait=1000");

        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.header("Preference-Applied")).isEqualTo("wait=300");
        assertThat(answer.json().get("result").intValue()).isEqualTo(200);
        assertThat(answer.json().get("completeness").doubleValue()).isEqualTo(1.0);
        assertThat(answer.json().at("/data/output/2").textValue()).isEqualTo("Fizz");
    }

    @Test
    void theWaitEndsWhenTheTimeIsOver() {
        TestServer.Answer answer = server.post("/examples/gate/job", "{\"gate\":\"slow\"}", "Prefer", "wait=0");

        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.json().get("result").intValue()).isEqualTo(-1);
        assertThat(answer.json().has("data")).isFalse();
        GateJob.open("slow");
    }

    @Test
    void aHundredThatWaitHoldNoThreads() {
        var answers = java.util.stream.IntStream.range(0, 100)
                .mapToObj(i -> server.client()
                        .sendAsync(
                                server.request("/examples/gate/job", "Prefer", "wait=60")
                                        .setHeader("Content-Type", "application/json")
                                        .POST(BodyPublishers.ofString("{\"gate\":\"many\"}"))
                                        .build(),
                                java.net.http.HttpResponse.BodyHandlers.ofString()))
                .toList();

        assertThat(server.get("/health").status()).isEqualTo(200);
        for (int i = 0; i < 100; i++) {
            GateJob.open("many");
        }
        assertThat(answers)
                .allSatisfy(answer -> assertThat(answer.join().statusCode()).isEqualTo(201));
    }
}
