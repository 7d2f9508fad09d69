package dev.gantry.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gantry.client.GantryClient;
import dev.gantry.client.GantryException;
import dev.gantry.client.RunFilter;
import dev.gantry.client.RunListener;
import dev.gantry.client.SubmitOptions;
import dev.gantry.client.wire.LogRecord;
import dev.gantry.client.wire.StreamedLine;
import dev.gantry.client.wire.StreamedProgress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A server as its operator meets it: started, stopped, killed, and short of disk. */
@Timeout(value = 5, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ServerProcessTest {

    private static final Map<String, Object> NOTHING = Map.of();

    @TempDir
    private Path folder;

    private static StreamedProgress end(GantryClient client, UUID uuid) {
        return client.stream("tests", uuid, new RunListener() {}).done().join();
    }

    private static UUID startHanging(GantryClient client) throws InterruptedException {
        UUID uuid = client.submit("tests/restart", NOTHING, SubmitOptions.NONE);
        CountDownLatch hanging = new CountDownLatch(1);
        try (var unused = client.stream("tests", uuid, new RunListener() {
            @Override
            public void onLog(StreamedLine line) {
                hanging.countDown();
            }
        })) {
            hanging.await();
        }
        return uuid;
    }

    @Test
    void sigtermDrainsAndTheRunGoesOnAfterTheRestart() throws Exception {
        UUID uuid;
        try (ServerProcess server = ServerProcess.start(folder, "--grace", "PT0S")) {
            uuid = startHanging(server.client());
            server.terminate();
        }
        assertThat(folder.resolve("server.log"))
                .content()
                .contains("Gantry is stopping; what it executes may go on for PT0S", "Gantry has stopped");
        try (ServerProcess server = ServerProcess.start(folder)) {
            GantryClient client = server.client();
            assertThat(end(client, uuid).result()).isEqualTo(200);
            JsonNode dump = client.dumpWithLogs("tests", uuid);
            assertThat(dump.path("events").findValuesAsText("msg")).containsExactly("hanging", "System restart");
            assertThat(dump.path("errorCount").asInt()).isZero();
            assertThat(dump.path("firstAttempt").asInt()).isEqualTo(1);
        }
    }

    @Test
    void aRunWhoseServerIsKilledIsFoundAndRunAgain() throws Exception {
        UUID uuid;
        try (ServerProcess server = ServerProcess.start(folder)) {
            uuid = startHanging(server.client());
            server.kill();
        }
        try (ServerProcess server = ServerProcess.start(folder)) {
            GantryClient client = server.client();
            assertThat(end(client, uuid).result()).isEqualTo(200);
            assertThat(client.info("tests", uuid).errors())
                    .extracting(LogRecord::msg)
                    .containsExactly("job was killed - likely out of memory");
        }
    }

    @Test
    void aJobThatCallsSystemExitEndsItselfAndNotTheServer() {
        try (ServerProcess server = ServerProcess.start(folder)) {
            GantryClient client = server.client();
            UUID uuid = client.submit("tests/exit", NOTHING, SubmitOptions.NONE);
            assertThat(end(client, uuid).result()).isEqualTo(500);
            assertThat(client.info("tests", uuid).errors().get(0).msg()).contains("exit(3)");
            assertThat(client.health().status()).isEqualTo("UP");
        }
    }

    @Test
    void aJobThatGetsAroundTheGuardEndsTheServerAsOftenAsItsPolicyToleratesAndNoMore() {
        UUID uuid;
        try (ServerProcess server = ServerProcess.start(folder, "--grace", "PT0S")) {
            uuid = server.client().submit("tests/sly_exit", NOTHING, SubmitOptions.NONE);
            server.awaitEnd();
        }
        try (ServerProcess server = ServerProcess.start(folder, "--grace", "PT0S")) {
            server.awaitEnd();
        }
        try (ServerProcess server = ServerProcess.start(folder)) {
            assertThat(end(server.client(), uuid).result()).isEqualTo(500);
            assertThat(server.client().info("tests", uuid).errors())
                    .extracting(LogRecord::msg)
                    .hasSize(2)
                    .allMatch(message -> message.startsWith("the job ended the server"));
        }
    }

    /** The limit on the size of files stands in for a full disk: both make a write fail in the middle. */
    private static void limitFileSize(ServerProcess server, String bytes) throws IOException, InterruptedException {
        Process prlimit = new ProcessBuilder("prlimit", "--pid", "" + server.pid(), "--fsize=" + bytes + ":unlimited")
                .inheritIO()
                .start();
        assertThat(prlimit.waitFor()).isZero();
    }

    @Test
    void withoutRoomOnTheDiskNothingIsAcknowledgedAndItRecoversByItself() throws Exception {
        assumeTrue(Files.exists(Path.of("/usr/bin/prlimit")), "prlimit (util-linux) limits the size of files");
        try (ServerProcess server = ServerProcess.start(folder)) {
            GantryClient client = server.client();
            UUID before = client.submit("tests/add", Map.of("a", 1), SubmitOptions.NONE);
            assertThat(end(client, before).result()).isEqualTo(200);
            limitFileSize(server, "1");
            GantryException refused = catchThrowableOfType(
                    GantryException.class, () -> client.submit("tests/add", Map.of("a", 2), SubmitOptions.NONE));
            assertThat(refused.status()).isEqualTo(503);
            assertThat(refused.problem().detail()).contains("disk");
            assertThat(client.health().status()).isEqualTo("DOWN");
            assertThat(client.dump("tests", before).path("sum").asInt()).isEqualTo(2);
            limitFileSize(server, "unlimited");
            UUID after = submitUntilAccepted(client);
            assertThat(end(client, after).result()).isEqualTo(200);
            assertThat(client.health().status()).isEqualTo("UP");
            assertThat(client.runs("tests", RunFilter.ALL).runs())
                    .extracting(run -> run.uuid())
                    .containsExactly(after, before);
        }
    }

    @Test
    void whatAJobPublishesWhileTheDiskIsFullIsNotLost() throws Exception {
        assumeTrue(Files.exists(Path.of("/usr/bin/prlimit")), "prlimit (util-linux) limits the size of files");
        try (ServerProcess server = ServerProcess.start(folder)) {
            GantryClient client = server.client();
            UUID uuid = client.submit("tests/patient", Map.of("folder", folder.toString()), SubmitOptions.NONE);
            limitFileSize(server, "1");
            Files.createFile(folder.resolve("publish"));
            awaitHealth(client, "DOWN");
            Files.createFile(folder.resolve("end"));
            limitFileSize(server, "unlimited");
            assertThat(end(client, uuid).result()).isEqualTo(200);
            assertThat(client.data("tests", uuid).path("published").asBoolean()).isTrue();
            assertThat(client.info("tests", uuid).events())
                    .extracting(LogRecord::msg)
                    .containsExactly("published while the disk was full");
        }
    }

    private static void awaitHealth(GantryClient client, String status) {
        while (!client.health().status().equals(status)) {
            Thread.onSpinWait();
        }
    }

    private static UUID submitUntilAccepted(GantryClient client) {
        while (true) {
            try {
                return client.submit("tests/add", Map.of("a", 3), SubmitOptions.NONE);
            } catch (GantryException stillRefused) {
                assertThat(stillRefused.status()).isEqualTo(503);
            }
        }
    }

    @Test
    void aSecondServerOnOneDataFolderIsRefused() throws Exception {
        try (ServerProcess first = ServerProcess.start(folder)) {
            AssertionError refused = catchThrowableOfType(AssertionError.class, () -> ServerProcess.start(folder));
            assertThat(refused).hasMessageContaining("Gantry cannot start").hasMessageContaining("data");
            assertThat(first.client().health().status()).isEqualTo("UP");
        }
    }
}
