package dev.gantry.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gantry.http.jobs.GateJob;
import dev.gantry.job.RunResult;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is told of the attempts of a run. */
class AttemptsTest {

    private final TestServer server = TestServer.start();

    @AfterEach
    void stop() {
        server.close();
    }

    private JsonNode attempts(String uuid) {
        return server.get("/examples/attempts/" + uuid).json();
    }

    private JsonNode row(String uuid) {
        return server.get("/examples/runs/" + uuid).json();
    }

    private void awaitState(String uuid, String state) {
        Waiting.until(() -> row(uuid).get("state").textValue().equals(state));
    }

    private static void breakAt(String gate, String message) {
        GateJob.tell(gate, run -> {
            throw new IllegalStateException(message);
        });
    }

    @Test
    void attemptsThatBrokeSayWhenAndWhyAndTheLastOneIsTheEndOfTheRun() {
        breakAt("twice", "no disk");
        breakAt("twice", "no paper");
        GateJob.tell("twice", run -> RunResult.OK);
        String uuid = server.atGate("twice");
        awaitState(uuid, "SUCCEEDED");

        JsonNode attempts = attempts(uuid);
        JsonNode known = attempts.get("known");
        assertThat(attempts.get("attempts").intValue()).isEqualTo(3);
        assertThat(known.findValuesAsText("outcome")).containsExactly("ERROR", "ERROR", "SUCCEEDED");
        assertThat(known.at("/0/trouble/msg").textValue()).contains("no disk");
        assertThat(known.at("/1/trouble/msg").textValue()).contains("no paper");
        assertThat(known.at("/1/trouble/errorCode").intValue()).isEqualTo(500);
        assertThat(known.get(2).has("trouble")).isFalse();
        assertThat(known.at("/0/firstSeen")).isEqualTo(row(uuid).get("startedAt"));
        assertThat(known.at("/2/endedAt")).isEqualTo(row(uuid).get("endedAt"));
        for (JsonNode each : known) {
            assertThat(moment(each.get("firstSeen"))).isBeforeOrEqualTo(moment(each.get("endedAt")));
        }
        assertThat(moment(known.at("/1/firstSeen"))).isAfterOrEqualTo(moment(known.at("/0/endedAt")));
    }

    @Test
    void theAttemptThatIsUnderWayNamesItsWorker() {
        breakAt("busy", "the first time");
        String uuid = server.atGate("busy");
        Waiting.until(() -> row(uuid).get("attempts").intValue() == 2);

        JsonNode known = attempts(uuid).get("known");
        assertThat(known.findValuesAsText("outcome")).containsExactly("ERROR", "RUNNING");
        assertThat(known.at("/1/worker").textValue()).isNotEmpty();
        assertThat(known.at("/1/endedAt").isNull()).isTrue();
        GateJob.open("busy");
    }

    @Test
    void aRunThatIsGivenUpAndRetriedShowsAllOfIt() {
        for (int i = 1; i <= 3; i++) {
            breakAt("hopeless", "time " + i);
        }
        String uuid = server.atGate("hopeless");
        awaitState(uuid, "FAILED");
        assertThat(attempts(uuid).get("known").findValuesAsText("outcome")).containsExactly("ERROR", "ERROR", "ERROR");

        GateJob.open("hopeless");
        server.post("/examples/retry/" + uuid, "");
        awaitState(uuid, "SUCCEEDED");
        JsonNode known = attempts(uuid).get("known");
        assertThat(known.findValuesAsText("outcome")).containsExactly("ERROR", "ERROR", "ERROR", "SUCCEEDED");
        assertThat(known.at("/3/firstSeen")).isEqualTo(row(uuid).get("startedAt"));
    }

    @Test
    void anAttemptThatYieldsLeavesNothingAndIsOnlyCounted() {
        GateJob.tell("yields", run -> RunResult.again(Duration.ZERO));
        GateJob.tell("yields", run -> RunResult.OK);
        String uuid = server.atGate("yields");
        awaitState(uuid, "SUCCEEDED");

        assertThat(attempts(uuid).get("attempts").intValue()).isEqualTo(2);
        assertThat(attempts(uuid).get("known").findValuesAsText("outcome")).containsExactly("SUCCEEDED");
    }

    @Test
    void aCancelledRunHasACancelledAttemptAndOneThatNeverBeganHasNone() {
        String begun = server.atGate("cancelled");
        Waiting.until(() -> row(begun).get("lastLine").intValue() > 0);
        server.post("/examples/cancel/" + begun, "");
        awaitState(begun, "CANCELLED");
        assertThat(attempts(begun).get("known").findValuesAsText("outcome")).containsExactly("CANCELLED");

        String late = server.post("/examples/gate/job?runAt=2090-01-01T00:00:00Z", "{\"gate\":\"never\"}")
                .json()
                .get("uuid")
                .textValue();
        server.post("/examples/cancel/" + late, "");
        assertThat(attempts(late).get("known")).isEmpty();
    }

    private static Instant moment(JsonNode text) {
        return Instant.parse(text.textValue());
    }
}
