package dev.gantry.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.client.GantryClient;
import dev.gantry.client.RunFilter;
import dev.gantry.client.RunItem;
import dev.gantry.client.RunListener;
import dev.gantry.client.SubmitOptions;
import dev.gantry.client.wire.RunSummary;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A run that kills its server whenever it is attempted, among many that do no harm. */
@Timeout(value = 5, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class LethalRunTest {

    private static final int MAX_ERRORS = 3;
    private static final int HARMLESS = 3_000;

    @TempDir
    private Path folder;

    @Test
    void itIsGivenUpAndTakesNoRunAlongThatHadNotBegun() {
        List<UUID> before;
        UUID lethal;
        List<UUID> behind;
        try (ServerProcess server = start()) {
            GantryClient client = server.client();
            String worker = client.workers().get(0).id();
            client.drain(worker);
            while (!client.workers().get(0).standing().state().equals("drainingIdle")) {
                Thread.onSpinWait();
            }
            before = submitHarmless(client);
            lethal = client.submit("tests/lethal", Map.of(), SubmitOptions.NONE);
            behind = submitHarmless(client);
            client.undrain(worker);
            server.awaitEnd();
        }
        for (int kills = 1; kills < MAX_ERRORS; kills++) {
            try (ServerProcess server = start()) {
                server.awaitEnd();
            }
        }
        try (ServerProcess server = start()) {
            GantryClient client = server.client();
            awaitEnd(client, lethal);
            before.forEach(uuid -> awaitEnd(client, uuid));
            behind.forEach(uuid -> awaitEnd(client, uuid));

            List<UUID> failed = client.runs("tests", RunFilter.ALL.state("FAILED")).runs().stream()
                    .map(RunSummary::uuid)
                    .toList();
            // Of those before it, the last may have ended and its end not be on the disk yet.
            assertThat(failed).contains(lethal).doesNotContainAnyElementsOf(behind);
        }
    }

    private ServerProcess start() {
        // With more, others would execute what waits behind it before the server is dead.
        return ServerProcess.start(folder, "--slots", "1");
    }

    private static List<UUID> submitHarmless(GantryClient client) {
        return client.submitAll("tests/quick", Collections.nCopies(HARMLESS, new RunItem(Map.of()))).stream()
                .map(result -> result.uuid().orElseThrow())
                .toList();
    }

    private static void awaitEnd(GantryClient client, UUID uuid) {
        client.stream("tests", uuid, new RunListener() {}).done().join();
    }
}
