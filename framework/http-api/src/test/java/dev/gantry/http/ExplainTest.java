package dev.gantry.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gantry.http.jobs.GateJob;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Why a run is not running. */
class ExplainTest {

    private static final int SLOTS = 16;
    private static final String LATER = "2126-01-01T00:00:00Z";

    private final TestServer server = TestServer.start();

    @AfterEach
    void stop() {
        server.close();
    }

    private JsonNode explain(String uuid) {
        return server.get("/examples/explain/" + uuid).json();
    }

    private String reason(String uuid) {
        return explain(uuid).get("reason").textValue();
    }

    private String later() {
        return server.post("/examples/fizz_buzz/job?runAt=" + LATER, "{}")
                .json()
                .get("uuid")
                .textValue();
    }

    private String queuedAt(String jobId) {
        server.put(
                "/projects/serial/jobs/" + jobId,
                "{\"job\":\"examples/gate\",\"params\":{\"gate\":\"serial-%s\"}}".formatted(jobId));
        return server.get("/runs?project=serial&text=" + jobId)
                .json()
                .at("/runs/0/uuid")
                .textValue();
    }

    @Test
    void aRunThatIsDueLaterSaysWhenItCanBegin() {
        JsonNode why = explain(later());

        assertThat(why.get("reason").textValue()).isEqualTo("NOT_DUE");
        assertThat(why.get("earliestStart").textValue()).isEqualTo("2126-01-01T00:00:00.000000Z");
        assertThat(why.get("text").textValue()).contains("is not due until");
        assertThat(why.get("state").textValue()).isEqualTo("QUEUED");
    }

    @Test
    void aRunThatWasOrIsExecutedSaysSo() {
        String atGate = server.atGate("explained");
        Waiting.until(() -> reason(atGate).equals("RUNNING"));
        assertThat(explain(atGate).get("text").textValue()).isEqualTo("is executed by w1");

        GateJob.open("explained");
        Waiting.until(() -> reason(atGate).equals("FINISHED"));
        assertThat(explain(atGate).get("text").textValue()).endsWith("with result 200");
    }

    @Test
    void aRunOfASerialProjectNamesWhoIsExecutedAndItsPlaceInTheQueue() {
        String first = queuedAt("first");
        Waiting.until(() -> reason(first).equals("RUNNING"));
        String second = queuedAt("second");
        JsonNode third = explain(queuedAt("third"));

        assertThat(reason(second)).isEqualTo("PROJECT_FULL");
        assertThat(explain(second).get("position").intValue()).isEqualTo(1);
        assertThat(third.get("position").intValue()).isEqualTo(2);
        assertThat(third.at("/holders/0").textValue()).isEqualTo(first);
        assertThat(third.get("text").textValue())
                .isEqualTo("waits for its turn in project serial, which executes 1 of 1 runs; position 2");
    }

    @Test
    void aRunWhoseJobIsGoneSaysWhatItNeeds() {
        String uuid = later();
        server.removePlugins();

        assertThat(reason(uuid)).isEqualTo("JOB_GONE");
        assertThat(explain(uuid).get("text").textValue()).contains("examples_fizz_buzz");
    }

    @Test
    void aRunThatFindsNoFreeSlotNamesThoseThatHaveThem() {
        for (int i = 0; i < SLOTS; i++) {
            server.atGate("busy");
        }
        String uuid = server.atGate("busy");

        Waiting.until(() -> reason(uuid).equals("SLOTS_BUSY"));
        assertThat(explain(uuid).get("position").intValue()).isEqualTo(1);
        assertThat(explain(uuid).get("holders")).hasSize(SLOTS);
        for (int i = 0; i <= SLOTS; i++) {
            GateJob.open("busy");
        }
    }

    @Test
    void aRunThatWaitsForADrainedWorkerSaysSo() {
        assertThat(server.post("/workers/w1/drain", "").status()).isBetween(200, 202);
        String uuid =
                server.post("/examples/fizz_buzz/job", "{}").json().get("uuid").textValue();

        Waiting.until(() -> reason(uuid).equals("DRAINED"));
        server.post("/workers/w1/undrain", "");
        Waiting.until(() -> reason(uuid).equals("FINISHED"));
    }
}
