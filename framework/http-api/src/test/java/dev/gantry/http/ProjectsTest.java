package dev.gantry.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gantry.http.TestServer.Answer;
import dev.gantry.http.jobs.GateJob;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Runs by their addresses. */
class ProjectsTest {

    private static final String RUN = "/projects/p1/jobs/j1";
    private static final String FIZZ = "{\"job\":\"examples/fizz_buzz\",\"params\":{\"n\":15}}";

    private final TestServer server = TestServer.start();

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void queueingTwiceMakesOneRun() {
        Answer first = server.put(RUN, FIZZ);
        Answer second = server.put(RUN, FIZZ);

        assertThat(first.status()).as(first.body()).isEqualTo(201);
        assertThat(first.header("Location")).endsWith(RUN);
        assertThat(second.status()).isEqualTo(200);
        assertThat(uuid(second)).isEqualTo(uuid(first));
        assertThat(server.get("/runs").json().get("runs")).hasSize(1);
    }

    @Test
    void ofTwoThatWantOneAddressForDifferentRunsOneGetsIt() {
        List<CompletableFuture<HttpResponse<String>>> race = IntStream.rangeClosed(1, 8)
                .mapToObj(n -> server.client()
                        .sendAsync(
                                server.request(RUN, "Content-Type", "application/json")
                                        .PUT(java.net.http.HttpRequest.BodyPublishers.ofString(
                                                FIZZ.replace("15", Integer.toString(n))))
                                        .build(),
                                BodyHandlers.ofString()))
                .toList();
        List<Answer> answers =
                race.stream().map(CompletableFuture::join).map(Answer::new).toList();

        Answer winner = answers.stream()
                .filter(answer -> answer.status() == 201)
                .findFirst()
                .orElseThrow();
        List<Answer> losers =
                answers.stream().filter(answer -> answer.status() == 409).toList();
        assertThat(losers).hasSize(7).allSatisfy(loser -> {
            assertThat(loser.json().get("winner").textValue()).isEqualTo(uuid(winner));
            assertThat(loser.json().get("project").textValue()).isEqualTo("p1");
            assertThat(loser.json().get("jobId").textValue()).isEqualTo("j1");
            assertThat(loser.json().get("job").textValue()).isEqualTo("examples/fizz_buzz");
            assertThat(loser.json().get("createdAt").textValue()).endsWith("Z");
        });
    }

    @Test
    void whatIsSaidOfARunIsShown() {
        String order = """
                {"job": "examples_gate", "params": {"gate": "shown"}, "description": "why", "tags": {"stage": "child"},
                 "config": {"size": 1.50, "deep": {"er": [true]}}, "priority": 7,
                 "target": {"place": "docker", "name": "debian", "user": "me", "port": 22, "sudo": true}}""";
        JsonNode queued = server.put(RUN, order).json();
        JsonNode info = server.get(RUN).json();

        assertThat(info.get("status").textValue()).isIn("QUEUED", "RUNNING");
        JsonNode run = info.get("run");
        assertThat(run.get("uuid")).isEqualTo(queued.get("run").get("uuid"));
        assertThat(run.get("job").textValue()).isEqualTo("examples/gate");
        assertThat(run.get("description").textValue()).isEqualTo("why");
        assertThat(run.get("tags").get("stage").textValue()).isEqualTo("child");
        assertThat(run.get("standing").get("priority").intValue()).isEqualTo(7);
        assertThat(run.get("kin").get("config").toString()).isEqualTo("{\"size\":1.5,\"deep\":{\"er\":[true]}}");
        assertThat(run.get("kin").get("target").toString())
                .isEqualTo("{\"place\":\"DOCKER\",\"name\":\"debian\",\"user\":\"me\",\"port\":22,\"sudo\":true}");
        JsonNode dump = server.get("/examples/dump/" + run.get("uuid").textValue())
                .json()
                .get("gantry");
        assertThat(dump.get("project").textValue()).isEqualTo("p1");
        assertThat(dump.get("jobId").textValue()).isEqualTo("j1");
        assertThat(dump.get("target").get("place").textValue()).isEqualTo("DOCKER");
        GateJob.open("shown");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"job\":\"examples/fizz_buzz\",\"parms\":{}} | 422 | /parms",
                "{\"job\":\"examples/fizz_buzz\",\"target\":{\"host\":\"a\"}} | 422 | /target/host",
                "{\"job\":\"examples/fizz_buzz\",\"target\":{\"place\":\"MOON\"}} | 422 | /target/place",
                "{\"job\":\"examples/fizz_buzz\",\"target\":{\"place\":\"HOST\"}} | 422 | /target",
                "{\"job\":\"examples/fizz_buzz\",\"runAt\":\"soon\"} | 422 | /runAt",
                "{\"job\":\"examples/fizz_buzz\",\"params\":{\"n\":\"x\"}} | 422 | /params/n",
                "{\"job\":\"examples/fizz_buzz\",\"params\":[]} | 422 | /params",
                "{} | 422 | /job",
                "[] | 422 | expected an object",
                "{\"job\" | 400 | line 1",
                "{\"job\":\"examples/nope\"} | 404 | there is no job \\\"examples/nope\\\"",
                "{\"job\":\"examples_nope\"} | 404 | urn:gantry:unknown-job",
            })
    void anOrderThatCannotBeUsedIsRefusedByName(String order, int status, String named) {
        Answer answer = server.put(RUN, order);

        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        assertThat(answer.body()).contains(named);
        assertThat(server.get(RUN).json().get("status").textValue()).isEqualTo("UNKNOWN");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/projects/..%2fx/jobs/j",
                "/projects/p/jobs/%2e%2e",
                "/projects/p/jobs/a%00",
                "/projects/%2e/jobs/j",
                "/projects/p/jobs/%252e",
                "/projects/p/jobs/a%20b",
                "/projects/p/jobs/" + "x",
            })
    void aNameThatCannotBeOneIsRefused(String path) {
        for (TestServer at : List.of(server, TestServer.start("/base/path"))) {
            String tried = path.endsWith("/x") ? path.replaceAll("x$", "x".repeat(300)) : path;
            try (RawConnection client = new RawConnection(at)) {
                client.sendHead(
                        "GET %s%s HTTP/1.1".formatted(at.server().uri().getPath(), tried),
                        "Host: localhost",
                        "Connection: close");
                assertThat(client.readHead()).as(path).startsWith("HTTP/1.1 422 ");
            }
            if (at != server) {
                at.close();
            }
        }
    }

    @Test
    void aStatusIsToldWhenItChanges() {
        CompletableFuture<HttpResponse<String>> known = later("/status?wait=60&not=UNKNOWN");
        CompletableFuture<HttpResponse<String>> end = later("/status?wait=60");
        assertThat(server.get(RUN + "/status").json().get("status").textValue()).isEqualTo("UNKNOWN");

        server.put(RUN, "{\"job\":\"examples/gate\",\"params\":{\"gate\":\"status\"}}");

        assertThat(known.join().body()).containsAnyOf("QUEUED", "RUNNING");
        assertThat(end).isNotDone();
        GateJob.open("status");
        assertThat(end.join().body()).contains("\"OK\"");
        assertThat(server.get(RUN + "/status?wait=0&not=RUNNING").body()).contains("\"OK\"");
        assertThat(server.get(RUN + "/status?wait=301").status()).isEqualTo(400);
        assertThat(server.get(RUN + "/status?not=GONE").status()).isEqualTo(400);
    }

    private CompletableFuture<HttpResponse<String>> later(String call) {
        return server.client().sendAsync(server.request(RUN + call).build(), BodyHandlers.ofString());
    }

    @Test
    void moreWaitThanTheServerHasThreads() {
        List<CompletableFuture<HttpResponse<String>>> waiting =
                IntStream.range(0, 50).mapToObj(i -> later("/status?wait=60")).toList();

        server.put(RUN, FIZZ);

        assertThat(waiting)
                .allSatisfy(answer -> assertThat(answer.join().body()).contains("\"OK\""));
    }

    @Test
    void aWaitForManyEndsWithTheFirstThatIsFinished() {
        String runs = "{\"runs\":[{\"project\":\"p1\",\"jobId\":\"j1\"},{\"project\":\"p2\",\"jobId\":\"j2\"}]";
        CompletableFuture<HttpResponse<String>> waiting = server.client()
                .sendAsync(
                        server.request("/projects/wait", "Content-Type", "application/json")
                                .POST(java.net.http.HttpRequest.BodyPublishers.ofString(runs + ",\"seconds\":60}"))
                                .build(),
                        BodyHandlers.ofString());
        server.put(RUN, FIZZ);

        assertThat(new Answer(waiting.join()).json().get("runs").toString())
                .isEqualTo("[{\"project\":\"p1\",\"jobId\":\"j1\",\"status\":\"OK\"},"
                        + "{\"project\":\"p2\",\"jobId\":\"j2\",\"status\":\"UNKNOWN\"}]");
        assertThat(server.post("/projects/wait", runs + ",\"second\":1}").status())
                .isEqualTo(422);
        assertThat(server.post("/projects/wait", "{\"runs\":[{\"project\":\"..\",\"jobId\":\"j\"}]}")
                        .body())
                .contains("/runs/0");
    }

    @Test
    void aProjectHasAConcurrencyAndListsItsRuns() {
        assertThat(server.get("/projects/p1").json().get("concurrency").intValue())
                .isEqualTo(1);
        assertThat(server.put("/projects/p1", "{\"concurrency\":3}")
                        .json()
                        .get("concurrency")
                        .intValue())
                .isEqualTo(3);
        assertThat(server.put("/projects/p1", "{\"concurrency\":0}").status()).isEqualTo(422);
        for (int i = 1; i <= 3; i++) {
            server.put("/projects/p1/jobs/j" + i, FIZZ);
        }
        server.put("/projects/p2/jobs/j1", FIZZ);

        JsonNode page = server.get("/projects/p1/jobs?limit=2").json();
        assertThat(page.get("runs").findValuesAsText("jobId")).containsExactly("j3", "j2");
        JsonNode rest = server.get(
                        "/projects/p1/jobs?limit=2&cursor=" + page.get("next").textValue())
                .json();
        assertThat(rest.get("runs").findValuesAsText("jobId")).containsExactly("j1");
        assertThat(server.get("/examples/runs?project=p2").json().get("runs")).hasSize(1);
        assertThat(server.get("/runs?parent=00000000-0000-8000-8000-000000000000")
                        .json()
                        .get("runs"))
                .isEmpty();
        assertThat(server.get("/").json().get("projects").textValue()).isEqualTo("/projects");
        assertThat(server.get("/projects").json().get("wait").textValue()).isEqualTo("/projects/wait");
    }

    @Test
    void aRunIsCancelledAndRetriedByItsAddress() {
        assertThat(server.post(RUN + "/cancel", "").status()).isEqualTo(404);
        assertThat(server.post(RUN + "/retry", "").status()).isEqualTo(404);
        server.put(
                RUN, "{\"job\":\"examples/gate\",\"params\":{\"gate\":\"none\"},\"runAt\":\"2999-01-01T00:00:00Z\"}");

        assertThat(server.post(RUN + "/cancel", "").status()).isEqualTo(200);
        assertThat(server.get(RUN).json().get("status").textValue()).isEqualTo("FAIL");
        assertThat(server.post(RUN + "/retry?attempts=0", "").status()).isEqualTo(200);
        GateJob.open("none");
        assertThat(server.get(RUN + "/status?wait=30").body()).contains("\"OK\"");
        assertThat(server.post(RUN + "/retry?attempts=0", "")
                        .json()
                        .get("status")
                        .textValue())
                .isEqualTo("OK");
        assertThat(server.post(RUN + "/cancel", "").status()).isEqualTo(409);
    }

    private static String uuid(Answer answer) {
        return answer.json().get("run").get("uuid").textValue();
    }
}
