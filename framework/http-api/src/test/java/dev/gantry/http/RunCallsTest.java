package dev.gantry.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gantry.engine.catalog.RunAttributes;
import dev.gantry.http.jobs.GateJob;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What can be done with runs beyond the seed. */
class RunCallsTest {

    private static final String LOGIN = "{\"user\":\"ann\",\"password\":\"hush\",\"tries\":1}";

    private final TestServer server = TestServer.start();

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void theLogOfAFailedRunIsShownWithItsCodes() {
        String uuid = server.finished("/ops/nightly/login", LOGIN);

        JsonNode info = server.get("/ops/info/" + uuid).json();
        assertThat(info.at("/errors/0/errorCode").intValue()).isEqualTo(409);
        assertThat(info.at("/errors/0/msg").textValue()).isEqualTo("no such user");
        assertThat(info.at("/warnings/0/msg").textValue()).isEqualTo("weak password");
        assertThat(info.at("/warnings/0").has("errorCode")).isFalse();
        assertThat(info.get("result").intValue()).isEqualTo(409);
    }

    @Test
    void theReportIsWhatTheRunPrinted() {
        String uuid = server.finished("/ops/nightly/login", LOGIN);

        TestServer.Answer report = server.get("/ops/report/" + uuid);
        assertThat(report.header("Content-Type")).isEqualTo("text/plain;charset=utf-8");
        assertThat(report.body()).isEqualTo("logging in\nas ann\n");
    }

    @Test
    void dataThatAreNoObjectAreWrapped() {
        String uuid = server.finished("/ops/nightly/login", LOGIN);

        assertThat(server.get("/ops/data/" + uuid).json().toString()).isEqualTo("{\"output\":\"welcome ann\"}");
    }

    @Test
    void theParamsOfARunAreShownCompletedAndWithoutSecretsToBeSubmittedAgain() {
        String uuid = server.finished("/ops/nightly/login", LOGIN);
        String fizz = server.finished("/examples/fizz_buzz", "{\"n\":1}");

        JsonNode params = server.get("/ops/params/" + uuid).json();
        assertThat(params.toString())
                .isEqualTo("{\"params\":{\"user\":\"ann\",\"tries\":1},\"omitted\":[\"/password\"]}");
        assertThat(server.get("/examples/params/" + fizz).json().get("params").toString())
                .isEqualTo("{\"n\":1,\"fizzDivisor\":3,\"buzzDivisor\":5}");
        server.removePlugins();
        assertThat(server.get("/ops/params/" + uuid).status()).isEqualTo(409);
    }

    @Test
    void theNewestLinesOfALogAreShownAndThoseAroundThem() {
        String uuid = server.finished("/ops/nightly/login", LOGIN);
        String lines = "/ops/lines/" + uuid;

        JsonNode all = server.get(lines).json();
        int last = all.get("lines").size();
        JsonNode newest = server.get(lines + "?limit=1").json();
        assertThat(all.get("more").booleanValue()).isFalse();
        assertThat(newest.get("more").booleanValue()).isTrue();
        assertThat(newest.at("/lines/0/seq").intValue()).isEqualTo(last);
        assertThat(server.get(lines + "?limit=1&before=" + last)
                        .json()
                        .at("/lines/0/seq")
                        .intValue())
                .isEqualTo(last - 1);
        assertThat(server.get(lines + "?limit=1&after=1")
                        .json()
                        .at("/lines/0/seq")
                        .intValue())
                .isEqualTo(2);
        JsonNode errors = server.get(lines + "?kind=error").json().get("lines");
        assertThat(errors).hasSize(1);
        assertThat(errors.at("/0/errorCode").intValue()).isEqualTo(409);
        assertThat(server.get(lines + "?kind=loud").status()).isEqualTo(400);
        assertThat(server.get(lines + "?after=1&before=2").status()).isEqualTo(400);
    }

    @Test
    void theLogIsHandedOutAsAText() {
        String uuid = server.finished("/ops/nightly/login", LOGIN);

        TestServer.Answer log = server.get("/ops/log/" + uuid);
        assertThat(log.header("Content-Type")).isEqualTo("text/plain;charset=utf-8");
        assertThat(log.header("Content-Disposition"))
                .isEqualTo("attachment; filename=\"ops_nightly_login_%s.log\"".formatted(uuid));
        assertThat(log.body().lines())
                .anyMatch(line -> line.matches("\\d{4}-.*Z WARNING weak password"))
                .anyMatch(line -> line.matches("\\d{4}-.*Z ERROR 409 no such user"));
    }

    @Test
    void paramsAreCheckedAsASubmitWouldCheckThemAndNothingIsKept() {
        String bad = "{\"n\":\"x\",\"m\":1}";

        assertThat(server.post("/examples/fizz_buzz/check", "{\"n\":1}").json().toString())
                .isEqualTo("{\"valid\":true}");
        TestServer.Answer checked = server.post("/examples/fizz_buzz/check", bad);
        assertThat(checked.status()).isEqualTo(422);
        assertThat(checked.json().get("errors"))
                .isEqualTo(server.post("/examples/fizz_buzz/job", bad).json().get("errors"));
        assertThat(server.post("/examples/fizz_buzz/check", "{").status()).isEqualTo(400);
        assertThat(server.get("/runs").json().get("runs")).isEmpty();
    }

    @Test
    void theNewestRunsOfJobsAreSummedUp() {
        for (int i = 0; i < 12; i++) {
            server.finished("/examples/fizz_buzz", "{\"n\":1}");
        }
        String failed = server.finished("/ops/nightly/login", LOGIN);

        JsonNode all = server.get("/statistics").json().get("leaves");
        JsonNode fizz = server.get("/examples/fizz_buzz/statistics").json().at("/leaves/0");
        JsonNode login = server.get("/ops/nightly/login/statistics").json().at("/leaves/0");
        assertThat(all.findValuesAsText("path")).contains("/examples/fizz_buzz", "/ops/nightly/login");
        assertThat(fizz.get("sample").intValue()).isEqualTo(12);
        assertThat(fizz.get("successRate").doubleValue()).isEqualTo(1);
        assertThat(fizz.get("p95Millis").longValue())
                .isGreaterThanOrEqualTo(fizz.get("p50Millis").longValue());
        assertThat(fizz.get("last")).hasSize(10);
        assertThat(login.get("successRate").doubleValue()).isZero();
        assertThat(login.get("p50Millis").isNull()).isTrue();
        assertThat(login.at("/last/0/uuid").textValue()).isEqualTo(failed);
        assertThat(login.at("/last/0/state").textValue()).isEqualTo("FAILED");
        assertThat(server.get("/examples/gate/statistics")
                        .json()
                        .at("/leaves/0/successRate")
                        .isNull())
                .isTrue();
    }

    @Test
    void secretsAreNotDumped() {
        String uuid = server.finished("/ops/nightly/login", LOGIN);

        TestServer.Answer dump = server.get("/ops/dump/" + uuid + "?showLogs=true");
        assertThat(dump.body()).doesNotContain("hush");
        assertThat(dump.json().get("password").textValue()).isEqualTo("***");
    }

    @Test
    void aDumpHasJustTheAttributesThatParamsMayNotBeNamedAfter() {
        String uuid = server.finished("/examples/fizz_buzz", "{}");

        List<String> names = new ArrayList<>();
        server.get("/examples/dump/" + uuid + "?showLogs=true")
                .json()
                .fieldNames()
                .forEachRemaining(names::add);
        names.removeAll(List.of("n", "fizzDivisor", "buzzDivisor", "output"));
        assertThat(names).containsExactlyInAnyOrderElementsOf(RunAttributes.NAMES);
    }

    @Test
    void aRunIsShownUnderItsOwnRootOnly() {
        String uuid = server.finished("/examples/fizz_buzz", "{}");

        assertThat(server.get("/ops/progress/" + uuid).status()).isEqualTo(404);
    }

    @Test
    void aRunningRunIsCancelledOnceItsAttemptHasStopped() {
        String uuid = server.atGate("cancel");
        awaitState(uuid, "RUNNING");

        TestServer.Answer answer = server.post("/examples/cancel/" + uuid, "");

        assertThat(answer.status()).isEqualTo(202);
        assertThat(answer.json().get("cancelRequested").booleanValue()).isTrue();
        awaitState(uuid, "CANCELLED");
        assertThat(server.get("/examples/progress/" + uuid).json().get("result").intValue())
                .isEqualTo(410);
        assertThat(server.post("/examples/cancel/" + uuid, "").status()).isEqualTo(200);
    }

    @Test
    void aQueuedRunIsCancelledAtOnce() {
        String uuid = server.post("/examples/fizz_buzz/job?runAt=2126-01-01T00:00:00Z", "{}")
                .json()
                .get("uuid")
                .textValue();

        TestServer.Answer answer = server.post("/examples/cancel/" + uuid, "");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().get("state").textValue()).isEqualTo("CANCELLED");
    }

    @Test
    void aFinishedRunCannotBeCancelled() {
        String uuid = server.finished("/examples/fizz_buzz", "{}");

        assertThat(server.post("/examples/cancel/" + uuid, "").status()).isEqualTo(409);
    }

    @Test
    void aFinishedRunIsRetriedUnderItsUuid() {
        String uuid = server.finished("/ops/nightly/login", LOGIN);

        TestServer.Answer answer = server.post("/ops/retry/" + uuid, "");

        assertThat(answer.status()).isEqualTo(202);
        assertThat(answer.json().get("uuid").textValue()).isEqualTo(uuid);
        awaitState(uuid, "FAILED");
        assertThat(server.get("/ops/dump/" + uuid).json().at("/gantry/attempts").intValue())
                .isEqualTo(2);
    }

    @Test
    void aRunThatIsNotFinishedCannotBeRetried() {
        String uuid = server.atGate("retry");

        assertThat(server.post("/examples/retry/" + uuid, "").status()).isEqualTo(409);
        GateJob.open("retry");
    }

    @Test
    void aRunWhoseJobIsGoneStaysVisibleAndIsHeld() {
        String done = server.finished("/ops/nightly/login", LOGIN);
        String queued = server.post("/examples/fizz_buzz/job?runAt=2126-01-01T00:00:00Z", "{}")
                .json()
                .get("uuid")
                .textValue();
        server.removePlugins();

        assertThat(server.post("/ops/retry/" + done, "").status()).isEqualTo(409);
        JsonNode dump = server.get("/ops/dump/" + done).json();
        assertThat(dump.has("password")).isFalse();
        assertThat(dump.at("/gantry/paramsOmitted").textValue()).contains("secret");
        assertThat(server.get("/examples/dump/" + queued)
                        .json()
                        .at("/gantry/held")
                        .textValue())
                .contains("examples_fizz_buzz");
        JsonNode plugins = server.get("/plugins").json();
        assertThat(plugins.at("/issues/0/message").textValue()).isEqualTo("the plugins folder does not exist");
        JsonNode held = plugins.at("/held/0");
        assertThat(held.get("jobType").textValue()).isEqualTo("examples_fizz_buzz");
        assertThat(held.get("count").intValue()).isEqualTo(1);
    }

    private void awaitState(String uuid, String state) {
        Waiting.until(() ->
                server.get("/runs").json().get("runs").findValuesAsText("uuid").contains(uuid)
                        && stateOf(uuid).equals(state));
    }

    private String stateOf(String uuid) {
        for (JsonNode run : server.get("/runs").json().get("runs")) {
            if (run.get("uuid").textValue().equals(uuid)) {
                return run.get("state").textValue();
            }
        }
        return "";
    }

    @Test
    void aJobMayHaveTheNameOfACallOfRuns() {
        String uuid = server.finished("/ops/log", "{}");

        assertThat(server.get("/ops/log/" + uuid).body()).endsWith("EVENT logged\n");
        assertThat(server.get("/ops/log/runs").json().at("/runs/0/uuid").textValue())
                .isEqualTo(uuid);
    }
}
