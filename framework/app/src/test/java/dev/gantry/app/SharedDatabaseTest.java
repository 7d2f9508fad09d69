package dev.gantry.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.gantry.app.config.Configuration;
import dev.gantry.app.config.Setting;
import dev.gantry.cli.Terminal;
import dev.gantry.client.GantryClient;
import dev.gantry.client.RunFilter;
import dev.gantry.client.RunListener;
import dev.gantry.client.RunSubscription;
import dev.gantry.client.SubmitOptions;
import dev.gantry.client.wire.RunSummary;
import dev.gantry.client.wire.StreamedProgress;
import dev.gantry.client.wire.WorkerEntry;
import dev.gantry.store.StoreUnavailableException;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Servers with one database: whichever takes a run, whoever can executes it, and all show it. */
@Timeout(180)
class SharedDatabaseTest {

    private static final String JOB = "tests/add";

    private static EmbeddedPostgres postgres;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    private final HttpClient http = HttpClient.newHttpClient();
    private final String job = "j" + UUID.randomUUID();

    @TempDir
    private Path folder;

    @BeforeAll
    static void startPostgres() throws IOException {
        postgres = EmbeddedPostgres.start();
    }

    @AfterAll
    static void stopPostgres() throws IOException {
        postgres.close();
    }

    private Gantry start(String name, Map<Setting, String> others) throws Exception {
        Map<Setting, String> options = new EnumMap<>(Setting.class);
        options.put(Setting.PORT, "0");
        options.put(Setting.PLUGINS, TestPlugin.folder(folder).toString());
        options.put(Setting.DATA, folder.resolve(name).toString());
        options.put(Setting.STORE, postgres.getJdbcUrl("postgres", "postgres"));
        options.putAll(others);
        return Gantry.start(Configuration.load(options, Map.of(), Optional.empty()));
    }

    private static final class Following implements RunListener {

        private final CompletableFuture<JsonNode> data = new CompletableFuture<>();
        private final CompletableFuture<StreamedProgress> end = new CompletableFuture<>();

        @Override
        public void onData(JsonNode json) {
            data.complete(json);
        }

        @Override
        public void onDone(StreamedProgress progress) {
            end.complete(progress);
        }
    }

    @Test
    void aRunThatOneServerTookAndHasNoSlotForIsExecutedByAnotherAndSeenOnTheFirst() throws Exception {
        try (Gantry taking = start("taking", Map.of(Setting.SLOTS, "0"));
                Gantry executing = start("executing", Map.of())) {
            assertThat(executing.uri()).isNotEqualTo(taking.uri());
            GantryClient client = new GantryClient(taking.uri());

            UUID uuid = client.submit(JOB, Map.of("a", 2, "b", 3), SubmitOptions.NONE);
            Following following = new Following();
            try (RunSubscription subscription = client.stream("tests", uuid, following)) {
                assertThat(subscription).isNotNull();
                assertThat(following.end.get(60, TimeUnit.SECONDS).result()).isEqualTo(200);
                assertThat(following.data.get(60, TimeUnit.SECONDS).get("sum").asInt())
                        .isEqualTo(5);
            }

            assertThat(new GantryClient(executing.uri()).info("tests", uuid).result())
                    .isEqualTo(200);
        }
    }

    @Test
    void aServerThatLacksThePluginLeavesItsRunsToThoseThatHaveIt() throws Exception {
        Path few = TestPlugin.folder(folder.resolve("few"), Set.of("TestJob", "ExitJob")::contains);
        try (Gantry lacking = start("lacking", Map.of(Setting.PLUGINS, few.toString()));
                Gantry having = start("having", Map.of(Setting.SLOTS, "0"))) {
            GantryClient client = new GantryClient(having.uri());
            UUID lonely = client.submit(JOB, Map.of("a", 1), SubmitOptions.NONE);

            // What comes later, and can be executed there, shows that it looked for work meanwhile.
            UUID later = client.submit("tests/exit", Map.of(), SubmitOptions.NONE);
            assertThat(end(client, later)).isEqualTo(500);

            RunSummary waiting = summary(client, lonely);
            assertThat(waiting.standing().state()).isEqualTo("QUEUED");
            assertThat(waiting.standing().attempts()).isZero();
            try (Gantry executing = start("executing", Map.of())) {
                assertThat(executing.worker()).isNotEqualTo(lacking.worker());
                assertThat(end(client, lonely)).isEqualTo(200);
            }
        }
    }

    private static RunSummary summary(GantryClient client, UUID uuid) {
        return client.runs(RunFilter.ALL).runs().stream()
                .filter(run -> run.uuid().equals(uuid))
                .findFirst()
                .orElseThrow();
    }

    private static int end(GantryClient client, UUID uuid) throws Exception {
        Following following = new Following();
        try (RunSubscription subscription = client.stream("tests", uuid, following)) {
            assertThat(subscription).isNotNull();
            return following.end.get(60, TimeUnit.SECONDS).result();
        }
    }

    @Test
    void aWorkerWithoutHttpExecutesWhatOthersTakeIsListedByThemAndLeavesWhenItIsTerminated() throws Exception {
        try (Gantry taking = start("taking", Map.of(Setting.SLOTS, "0"));
                ServerProcess working = ServerProcess.start(
                        Files.createDirectories(folder.resolve("working")),
                        "--no-http",
                        "--store",
                        postgres.getJdbcUrl("postgres", "postgres"))) {
            GantryClient client = new GantryClient(taking.uri());
            assertThat(working.ready()).startsWith("without HTTP, as worker ");
            String name = working.ready().substring(working.ready().lastIndexOf(' ') + 1);

            assertThat(end(client, client.submit(JOB, Map.of("a", 2), SubmitOptions.NONE)))
                    .isEqualTo(200);

            assertThat(client.workers()).extracting(WorkerEntry::id).contains(name, taking.worker());
            WorkerEntry listed = worker(client, name);
            assertThat(listed.load().slots()).isEqualTo(8);
            assertThat(listed.plugins()).extracting(WorkerEntry.Plugin::name).containsExactly("tests");
            working.terminate();
            assertThat(client.workers()).extracting(WorkerEntry::id).doesNotContain(name);
        }
    }

    private static WorkerEntry worker(GantryClient client, String name) {
        return client.workers().stream()
                .filter(worker -> worker.id().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void anyServerAsksAnyWorkerAndItObeysWithoutWaitingForItsNextHeartbeat() throws Exception {
        // With this lease a heartbeat takes longer than the test may.
        Map<Setting, String> patient = Map.of(Setting.LEASE, "PT1H");
        try (Gantry asking = start("asking", Map.of(Setting.SLOTS, "0"));
                Gantry asked = start("asked", patient)) {
            GantryClient client = new GantryClient(asking.uri());
            assertThat(asked.uri()).isNotEqualTo(asking.uri());

            awaitState(client, asked, "activeIdle");
            client.drain(asked.worker());
            awaitState(client, asked, "drainingIdle");
            UUID uuid = client.submit(JOB, Map.of("a", 2), SubmitOptions.NONE);
            client.undrain(asked.worker());
            assertThat(end(client, uuid)).isEqualTo(200);
            client.retire(asked.worker());
            awaitState(client, asked, "drainingDown");
        }
    }

    @Test
    void whatAWorkerHasDrainedAndWhichPluginsItGotIsSaidWithoutWaitingForItsNextHeartbeat() throws Exception {
        Path jobs = folder.resolve("jobs");
        Path plugins = Files.createDirectories(jobs.resolve("plugins"));
        try (Gantry asking = start("asking", Map.of(Setting.SLOTS, "0"));
                Gantry asked = start("asked", Map.of(Setting.LEASE, "PT1H", Setting.PLUGINS, plugins.toString()))) {
            GantryClient client = new GantryClient(asking.uri());
            awaitState(client, asked, "activeIdle");
            assertThat(worker(client, asked.worker()).plugins()).isEmpty();
            assertThat(TestPlugin.folder(jobs)).isEqualTo(plugins);
            while (worker(client, asked.worker()).plugins().isEmpty()) {
                Thread.onSpinWait();
            }

            UUID uuid = client.submit("tests/patient", Map.of("folder", folder.toString()), SubmitOptions.NONE);
            while (!summary(client, uuid).standing().state().equals("RUNNING")) {
                Thread.onSpinWait();
            }
            client.drain(asked.worker());
            awaitState(client, asked, "drainingRunning");
            Files.createFile(folder.resolve("publish"));
            Files.createFile(folder.resolve("end"));
            awaitState(client, asked, "drainingIdle");
            assertThat(worker(client, asked.worker()).load().running()).isEmpty();
        }
    }

    private static void awaitState(GantryClient client, Gantry server, String state) {
        while (client.workers().stream()
                .noneMatch(worker -> worker.id().equals(server.worker())
                        && worker.standing().state().equals(state))) {
            Thread.onSpinWait();
        }
    }

    @Test
    void theCommandsForWorkersSayWhatTheyAskedOfWhom() throws Exception {
        try (Gantry server = start("server", Map.of())) {
            awaitState(new GantryClient(server.uri()), server, "activeIdle");
            assertThat(gantry("drain", server.worker(), "--server", server.uri().toString()))
                    .isZero();
            awaitState(new GantryClient(server.uri()), server, "drainingIdle");
            assertThat(gantry("workers", "--server", server.uri().toString())).isZero();
            assertThat(printed()).contains("WORKER", server.worker(), "drainingIdle", "0/8");
            String host =
                    worker(new GantryClient(server.uri()), server.worker()).host();
            assertThat(gantry(
                            "undrain", "--host", host, "--server", server.uri().toString()))
                    .isZero();
            awaitState(new GantryClient(server.uri()), server, "activeIdle");
            assertThat(gantry(
                            "retire", server.worker(), "--server", server.uri().toString()))
                    .isZero();
            awaitState(new GantryClient(server.uri()), server, "drainingDown");

            assertThat(gantry(
                            "undrain", server.worker(), "--server", server.uri().toString()))
                    .isEqualTo(2);
            assertThat(printed()).contains("was asked to retire");
            assertThat(gantry("drain", "--server", server.uri().toString())).isEqualTo(2);
        }
    }

    @Test
    void whoRunsAJobThatNoWorkerTakesIsToldWhyItWaits() throws Exception {
        try (Gantry taking = start("taking", Map.of(Setting.SLOTS, "0"))) {
            CompletableFuture<Integer> exit = CompletableFuture.supplyAsync(
                    () -> gantry("run", "--server", taking.uri().toString(), JOB, "--a", "2"));
            while (!printed().contains("is queued: no worker that lives has slots and the plugin")) {
                Thread.onSpinWait();
            }
            try (Gantry executing = start("executing", Map.of())) {
                assertThat(executing.worker()).isNotEmpty();
                assertThat(exit.get(60, TimeUnit.SECONDS)).isZero();
            }
        }
    }

    private int gantry(String... arguments) {
        PrintStream stream = new PrintStream(out, true, StandardCharsets.UTF_8);
        return Main.commandLine(new Terminal(stream, stream, false), Map.of()).execute(arguments);
    }

    private String printed() {
        return out.toString(StandardCharsets.UTF_8);
    }

    @Test
    void whatAServerLeftInTheDatabaseTheNextOneGoesOnWith() throws Exception {
        UUID uuid;
        try (Gantry first = start("first", Map.of(Setting.SLOTS, "0"))) {
            uuid = new GantryClient(first.uri()).submit(JOB, Map.of("a", 4), SubmitOptions.NONE);
        }
        try (Gantry second = start("second", Map.of())) {
            Following following = new Following();
            try (RunSubscription subscription = new GantryClient(second.uri()).stream("tests", uuid, following)) {
                assertThat(subscription).isNotNull();
                assertThat(following.end.get(60, TimeUnit.SECONDS).result()).isEqualTo(200);
            }
        }
    }

    @Test
    void whoGoesOnWithAnUploadByAnotherServerHasItAndTheFirstIsRefusedWithAConflict() throws Exception {
        try (Gantry first = start("first", Map.of(Setting.SLOTS, "0"));
                Gantry second = start("second", Map.of(Setting.SLOTS, "0"));
                Socket slow = new Socket(first.uri().getHost(), first.uri().getPort())) {
            write(slow, """
                    PUT %s?upload=u1 HTTP/1.1\r
                    Host: %s\r
                    Content-Range: bytes 0-9/10\r
                    Content-Length: 10\r
                    Connection: close\r
                    \r
                    0123""".formatted(file(first).getPath(), first.uri().getAuthority()));
            while (received(second) < 4) {
                Thread.onSpinWait();
            }

            assertThat(send(part(second, "bytes 4-7/*", HttpRequest.BodyPublishers.ofString("4567")))
                            .statusCode())
                    .isEqualTo(202);
            write(slow, "4567");

            StringBuilder refusal = new StringBuilder();
            while (!refusal.toString().endsWith("}")) {
                int read = slow.getInputStream().read();
                assertThat(read).as("what follows %s", refusal).isNotNegative();
                refusal.append((char) read);
            }
            assertThat(refusal).startsWith("HTTP/1.1 409 ").contains("upload-taken", "goes on elsewhere");
            assertThat(received(first)).isEqualTo(8);
        }
    }

    private static void write(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void thePartsOfAFileMayGoToOneServerOrAnother() throws Exception {
        try (Gantry first = start("first", Map.of(Setting.SLOTS, "0"));
                Gantry second = start("second", Map.of(Setting.SLOTS, "0"))) {
            HttpResponse<String> last = null;
            for (int i = 0; i < 6; i++) {
                last = send(part(
                        i % 2 == 0 ? first : second,
                        "bytes %d-%d/%s".formatted(i, i, i < 5 ? "*" : "6"),
                        HttpRequest.BodyPublishers.ofString(String.valueOf(i))));
                assertThat(last.statusCode()).as(last.body()).isBetween(201, 202);
            }
            assertThat(last.statusCode()).isEqualTo(201);
            assertThat(send(HttpRequest.newBuilder(file(first)).build()).body()).isEqualTo("012345");
        }
    }

    private URI file(Gantry server) {
        return URI.create(server.uri() + "/projects/p/jobs/" + job + "/files/data");
    }

    private HttpRequest part(Gantry server, String range, HttpRequest.BodyPublisher body) {
        return HttpRequest.newBuilder(URI.create(file(server) + "?upload=u1"))
                .PUT(body)
                .header("Content-Range", range)
                .build();
    }

    private long received(Gantry server) throws Exception {
        HttpResponse<String> state = send(
                HttpRequest.newBuilder(URI.create(file(server) + "?upload=u1")).build());
        assertThat(state.statusCode()).as(state.body()).isEqualTo(200);
        return new ObjectMapper().readTree(state.body()).get("offset").asLong();
    }

    private HttpResponse<String> send(HttpRequest request) throws Exception {
        return http.send(request, HttpResponse.BodyHandlers.ofString());
    }

    @Test
    void aDatabaseThatIsNotThereIsNamed() {
        assertThatThrownBy(() -> start("lost", Map.of(Setting.STORE, "jdbc:postgresql://127.0.0.1:1/gantry")))
                .isInstanceOf(StoreUnavailableException.class)
                .hasMessageContaining("jdbc:postgresql://127.0.0.1:1/gantry");
    }
}
