package dev.gantry.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gantry.client.GantryClient;
import dev.gantry.client.GantryException;
import dev.gantry.client.RunFilter;
import dev.gantry.client.wire.WorkerEntry;
import dev.gantry.http.jobs.GateJob;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The workers: what is shown of them, and what can be asked of them. */
class WorkersTest {

    private final TestServer server = TestServer.start("/api/v1");
    private final GantryClient client = new GantryClient(server.server().uri());

    @AfterEach
    void stop() {
        server.close();
    }

    private WorkerEntry worker() {
        return client.workers().get(0);
    }

    private void awaitState(String state) {
        Waiting.until(() -> worker().standing().state().equals(state));
    }

    private void await(String uuid, String state) {
        Waiting.until(() -> client.runs(RunFilter.ALL).runs().stream()
                .anyMatch(run -> run.uuid().toString().equals(uuid)
                        && run.standing().state().equals(state)));
    }

    @Test
    void aServerWithAStoreOfItsOwnHasOneWorkerAndSaysAllOfIt() {
        String uuid = server.atGate("shown");
        await(uuid, "RUNNING");

        JsonNode workers = server.get("/workers").json();

        assertThat(workers).hasSize(1);
        JsonNode worker = workers.get(0);
        assertThat(server.get("/workers/w1").json().get("running")).isEqualTo(worker.get("running"));
        assertThat(worker.get("id").textValue()).isEqualTo("w1");
        assertThat(worker.get("host").textValue()).isEqualTo("localhost");
        assertThat(worker.get("version").textValue()).isEqualTo("development");
        assertThat(worker.get("state").textValue()).isEqualTo("activeRunning");
        assertThat(worker.get("order").textValue()).isEqualTo("take");
        assertThat(worker.get("alive").booleanValue()).isTrue();
        assertThat(worker.get("slots").intValue()).isEqualTo(16);
        assertThat(worker.get("free").intValue()).isEqualTo(15);
        assertThat(worker.at("/running/0/uuid").textValue()).isEqualTo(uuid);
        assertThat(worker.at("/running/0/jobType").textValue()).isEqualTo("examples_gate");
        assertThat(worker.at("/running/0/since").textValue()).endsWith("Z");
        assertThat(worker.at("/memory/used").longValue()).isPositive();
        assertThat(worker.at("/memory/available").longValue()).isPositive();
        assertThat(worker.get("plugins").toString()).isEqualTo("[{\"name\":\"testing\",\"version\":\"v1\"}]");
        assertThat(worker.get("started").textValue()).endsWith("Z");
        assertThat(worker.get("lastSeen").textValue()).endsWith("Z");
        GateJob.open("shown");
        awaitState("activeIdle");
        assertThat(worker().load().running()).isEmpty();
    }

    @Test
    void aDrainedWorkerEndsWhatItExecutesAndTakesNothingUntilItIsUndrained() {
        String before = server.atGate("before");
        await(before, "RUNNING");

        assertThat(client.drain("w1").standing().order()).isEqualTo("drain");
        awaitState("drainingRunning");
        String after = server.atGate("after");
        GateJob.open("before");
        await(before, "SUCCEEDED");
        awaitState("drainingIdle");
        await(after, "QUEUED");

        assertThat(client.undrain("w1").standing().order()).isEqualTo("take");
        GateJob.open("after");
        await(after, "SUCCEEDED");
        awaitState("activeIdle");
    }

    @Test
    void aRetiredWorkerNeverTakesRunsAgain() {
        assertThat(client.retire("w1").standing().order()).isEqualTo("retire");
        awaitState("drainingDown");

        assertThatExceptionOfType(GantryException.class)
                .isThrownBy(() -> client.undrain("w1"))
                .matches(refused -> refused.status() == 409)
                .withMessageContaining("w1");
        assertThat(client.undrainHost("localhost"))
                .extracting(worker -> worker.standing().order())
                .containsExactly("retire");
        await(server.atGate("late"), "QUEUED");
        assertThat(worker().standing().state()).isEqualTo("drainingDown");
    }

    @Test
    void allWorkersOfAHostAreAskedAtOnce() {
        List<WorkerEntry> asked = client.drainHost("localhost");

        assertThat(asked).extracting(WorkerEntry::id).containsExactly("w1");
        assertThat(asked).extracting(worker -> worker.standing().order()).containsExactly("drain");
        awaitState("drainingIdle");
        client.undrainHost("localhost");
        awaitState("activeIdle");
        client.retireHost("localhost");
        awaitState("drainingDown");
    }

    @Test
    void whoOrWhatIsNotKnownIsSaid() {
        TestServer.Answer nobody = server.post("/workers/nobody/drain", "");
        assertThat(nobody.status()).isEqualTo(404);
        assertThat(nobody.json().get("detail").textValue()).contains("nobody");
        assertThat(server.get("/workers/nobody").status()).isEqualTo(404);
        assertThat(server.post("/workers/drain?host=elsewhere", "")
                        .json()
                        .get("detail")
                        .textValue())
                .contains("elsewhere", "/api/v1/workers");
        assertThat(server.post("/workers/drain", "").status()).isEqualTo(400);
        assertThat(server.post("/workers/drain?hots=a", "").json().get("detail").textValue())
                .contains("host");
        assertThat(server.post("/workers/w1/stop", "").json().get("detail").textValue())
                .contains("drain, undrain and retire");
        assertThat(server.get("/workers/w1/drain").status()).isEqualTo(405);
        assertThat(worker().standing().order()).isEqualTo("take");
    }

    @Test
    void discoveryLeadsToTheWorkers() {
        assertThat(server.get("").json().get("workers").textValue()).isEqualTo("/api/v1/workers");
    }

    @Test
    void aClientSeesWhatTheServerShows() {
        String uuid = server.atGate("client");
        await(uuid, "RUNNING");

        WorkerEntry worker = worker();

        assertThat(worker.load().running())
                .extracting(WorkerEntry.Running::uuid)
                .containsExactly(UUID.fromString(uuid));
        assertThat(worker.standing().lastSeen())
                .isBetween(
                        worker.standing().started(), worker.standing().started().plus(Duration.ofDays(1)));
        GateJob.open("client");
    }
}
