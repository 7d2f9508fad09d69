package dev.gantry.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gantry.client.GantryClient;
import dev.gantry.client.RunFilter;
import dev.gantry.client.RunListener;
import dev.gantry.client.SubmitOptions;
import dev.gantry.client.wire.RunPage;
import dev.gantry.client.wire.RunSummary;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** kill -9 while clients submit, again and again on one data folder. */
@Timeout(value = 5, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class KillTest {

    private static final int ROUNDS = 20;
    private static final int CLIENTS = 8;
    private static final long SEED = 20_261_121;

    @TempDir
    private Path folder;

    private final Random random = new Random(SEED);
    private final Set<UUID> acknowledged = new HashSet<>();
    private final Map<UUID, Long> finishedAtRevision = new HashMap<>();

    @Test
    void noAcknowledgedRunIsLostAndEachEndsOnce() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            submitUntilKilled();
        }
        try (ServerProcess server = ServerProcess.start(folder)) {
            GantryClient client = server.client();
            for (UUID uuid : acknowledged) {
                client.stream("tests", uuid, new RunListener() {}).done().join();
            }
            assertThat(listed(client)).doesNotHaveDuplicates().containsAll(acknowledged);
            for (UUID uuid : acknowledged) {
                JsonNode dump = client.dump("tests", uuid);
                assertThat(dump.path("resultCode").asInt()).as(dump.toString()).isEqualTo(200);
                assertThat(dump.path("sum").asInt()).isEqualTo(dump.path("a").asInt() + 1);
            }
            whatHadEndedStaysAsItWas(client);
        }
        assertThat(acknowledged).hasSizeGreaterThan(ROUNDS);
    }

    private void submitUntilKilled() throws InterruptedException {
        Queue<UUID> answered = new ConcurrentLinkedQueue<>();
        ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
        CountDownLatch enough = new CountDownLatch(1 + random.nextInt(300));
        try (ServerProcess server = ServerProcess.start(folder)) {
            whatHadEndedStaysAsItWas(server.client());
            for (int i = 0; i < CLIENTS; i++) {
                clients.execute(() -> submitWhileItAnswers(server.client(), answered, enough));
            }
            enough.await();
            rememberWhatHasEnded(server.client());
            server.kill();
        } finally {
            clients.shutdown();
        }
        assertThat(clients.awaitTermination(1, TimeUnit.MINUTES)).isTrue();
        acknowledged.addAll(answered);
    }

    private static void submitWhileItAnswers(GantryClient client, Queue<UUID> answered, CountDownLatch enough) {
        try {
            for (int a = 0; true; a++) {
                answered.add(client.submit("tests/add", Map.of("a", a), SubmitOptions.NONE));
                enough.countDown();
            }
        } catch (UncheckedIOException killed) {
            enough.countDown();
        }
    }

    private void rememberWhatHasEnded(GantryClient client) {
        RunPage newest = client.runs("tests", RunFilter.ALL);
        for (RunSummary run : newest.runs()) {
            JsonNode dump = client.dump("tests", run.uuid());
            if (dump.path("resultCode").asInt() != -1) {
                finishedAtRevision.put(run.uuid(), dump.path("cas").asLong());
            }
        }
    }

    private void whatHadEndedStaysAsItWas(GantryClient client) {
        finishedAtRevision.forEach((uuid, revision) -> assertThat(
                        client.dump("tests", uuid).path("cas").asLong())
                .as("revision of %s, which had ended", uuid)
                .isEqualTo(revision));
    }

    private static List<UUID> listed(GantryClient client) {
        List<UUID> all = new ArrayList<>();
        RunPage page = client.runs("tests", RunFilter.ALL);
        page.runs().forEach(run -> all.add(run.uuid()));
        while (page.next() != null) {
            page = client.runs("tests", RunFilter.ALL.after(page.next()));
            page.runs().forEach(run -> all.add(run.uuid()));
        }
        return all;
    }
}
