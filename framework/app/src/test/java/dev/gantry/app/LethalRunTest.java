package dev.gantry.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.client.GantryClient;
import dev.gantry.client.ItemResult;
import dev.gantry.client.RunFilter;
import dev.gantry.client.RunItem;
import dev.gantry.client.RunListener;
import dev.gantry.client.SubmitOptions;
import dev.gantry.client.wire.RunSummary;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
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
    private static final int BEFORE_IT = 3_000;
    private static final int BEHIND_IT = 3_000;

    @TempDir
    private Path folder;

    private final List<UUID> harmless = new ArrayList<>();

    @Test
    void itIsGivenUpAndTakesNoRunAlongThatHadNotBegun() {
        UUID lethal;
        try (ServerProcess server = start()) {
            lethal = submit(server.client());
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
            harmless.forEach(uuid -> awaitEnd(client, uuid));

            List<UUID> failed = client.runs("tests", RunFilter.ALL.state("FAILED")).runs().stream()
                    .map(RunSummary::uuid)
                    .toList();
            assertThat(failed).containsExactly(lethal);
        }
    }

    private ServerProcess start() {
        // With more, others would execute what waits behind it before the server is dead.
        return ServerProcess.start(folder, "--slots", "1");
    }

    /** All due at one moment, when all are there. */
    private UUID submit(GantryClient client) {
        SubmitOptions due = SubmitOptions.NONE.runAt(Instant.now().plusSeconds(3));
        submitHarmless(client, BEFORE_IT, due);
        UUID lethal = client.submit("tests/lethal", Map.of(), due);
        submitHarmless(client, BEHIND_IT, due);
        return lethal;
    }

    private void submitHarmless(GantryClient client, int count, SubmitOptions due) {
        List<ItemResult> results =
                client.submitAll("tests/quick", Collections.nCopies(count, new RunItem(Map.of(), due)));
        results.forEach(result -> harmless.add(result.uuid().orElseThrow()));
    }

    private static void awaitEnd(GantryClient client, UUID uuid) {
        client.stream("tests", uuid, new RunListener() {}).done().join();
    }
}
