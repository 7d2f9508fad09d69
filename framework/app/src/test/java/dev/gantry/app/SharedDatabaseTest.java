package dev.gantry.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gantry.app.config.Configuration;
import dev.gantry.app.config.Setting;
import dev.gantry.client.GantryClient;
import dev.gantry.client.RunListener;
import dev.gantry.client.RunSubscription;
import dev.gantry.client.SubmitOptions;
import dev.gantry.client.wire.StreamedProgress;
import dev.gantry.store.StoreUnavailableException;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
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
        try (Gantry lacking = start(
                        "lacking",
                        Map.of(Setting.PLUGINS, folder.resolve("none").toString()));
                Gantry having = start("having", Map.of())) {
            assertThat(new GantryClient(lacking.uri()).branches()).isEmpty();
            GantryClient client = new GantryClient(having.uri());

            UUID uuid = client.submit(JOB, Map.of("a", 1), SubmitOptions.NONE);
            Following following = new Following();
            try (RunSubscription subscription = client.stream("tests", uuid, following)) {
                assertThat(subscription).isNotNull();
                assertThat(following.end.get(60, TimeUnit.SECONDS).result()).isEqualTo(200);
            }
        }
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
    void aDatabaseThatIsNotThereIsNamed() {
        assertThatThrownBy(() -> start("lost", Map.of(Setting.STORE, "jdbc:postgresql://127.0.0.1:1/gantry")))
                .isInstanceOf(StoreUnavailableException.class)
                .hasMessageContaining("jdbc:postgresql://127.0.0.1:1/gantry");
    }
}
