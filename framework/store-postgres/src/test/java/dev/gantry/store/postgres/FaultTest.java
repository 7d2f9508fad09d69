package dev.gantry.store.postgres;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.gantry.store.Claim;
import dev.gantry.store.ClaimRequest;
import dev.gantry.store.Completion;
import dev.gantry.store.Ending;
import dev.gantry.store.FileContents;
import dev.gantry.store.RunUpdate;
import dev.gantry.store.StoreUnavailableException;
import dev.gantry.store.tck.RunBuilder;
import dev.gantry.store.tck.StoreFixture;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What holds when sessions are terminated and the server is restarted. */
@Timeout(600)
class FaultTest {

    @TempDir
    private Path folder;

    @Test
    void nothingThatWasAcknowledgedIsLostAndNothingElseIsThereThoughSessionsAreTerminated() throws Exception {
        TestServer server = TestServer.shared();
        PostgresConfig config = server.freshSchema();
        try (PostgresRunStore first = PostgresRunStore.open(config);
                PostgresRunStore second = PostgresRunStore.open(config)) {
            Load load = new Load(List.of(first, second), 2_000, submits -> {
                if (submits % 50 == 0) {
                    server.terminateSessions();
                }
            });
            load.run();
            load.check(first);
        }
    }

    @Test
    void nothingThatWasAcknowledgedIsLostAndNothingElseIsThereThoughTheServerIsRestarted() throws Exception {
        try (TestServer server = TestServer.in(folder)) {
            PostgresConfig config = server.freshSchema();
            try (PostgresRunStore first = PostgresRunStore.open(config);
                    PostgresRunStore second = PostgresRunStore.open(config)) {
                Load load = new Load(List.of(first, second), 1_000, submits -> {
                    if (submits == 300 || submits == 700) {
                        server.restart();
                    }
                });
                load.run();
                load.check(second);
            }
        }
    }

    @Test
    void aStoreSaysWhatIsWrongAndGoesOnByItselfWhenTheServerIsBack() throws Exception {
        try (TestServer server = TestServer.in(folder)) {
            try (PostgresRunStore store = PostgresRunStore.open(server.freshSchema())) {
                BlockingQueue<String> states = new LinkedBlockingQueue<>();
                store.onChange(run -> states.add(run.state().name()));
                server.stop();

                assertThatThrownBy(() -> StoreFixture.await(
                                store.submit(List.of(RunBuilder.aRun().build()))))
                        .isInstanceOf(StoreUnavailableException.class)
                        .hasMessageContaining("jdbc:postgresql:");
                assertThat(store.trouble()).isPresent();

                server.startAgain();
                while (store.trouble().isPresent()) {
                    Thread.onSpinWait();
                }
                StoreFixture.await(store.submit(List.of(RunBuilder.aRun().build())));
                assertThat(states.poll(StoreFixture.PATIENCE.toSeconds(), TimeUnit.SECONDS))
                        .isEqualTo("QUEUED");
            }
        }
    }

    @Test
    void whileOneWaitsForADatabaseThatDoesNotAnswerTheOthersAreRefusedAtOnce() throws Exception {
        try (TestServer server = TestServer.in(folder);
                ServerSocket silent = new ServerSocket(0, 999, InetAddress.getLoopbackAddress());
                CuttingProxy proxy = new CuttingProxy(server.port())) {
            PostgresConfig config = server.freshSchema();
            String address = config.url().replace(":" + server.port() + "/", ":" + proxy.port() + "/");
            try (PostgresRunStore store =
                    PostgresRunStore.open(PostgresConfig.at(address).withSchema(config.schema()))) {
                proxy.leadTo(silent.getLocalPort());
                server.stop();
                Throwable first = refusal(store);
                assertThat(first).isInstanceOf(StoreUnavailableException.class).hasMessageContaining("cannot be used");

                List<CompletableFuture<Throwable>> others = new ArrayList<>();
                for (int i = 0; i < 20; i++) {
                    others.add(CompletableFuture.supplyAsync(() -> refusal(store), task -> new Thread(task).start()));
                }

                // Who is refused at once is told what the one before was told who waited.
                assertThat(others.stream().map(other -> other.join().getCause()).distinct())
                        .hasSizeLessThan(10);
                server.startAgain();
                proxy.leadTo(server.port());
                while (refusal(store) != null) {
                    Thread.onSpinWait();
                }
            }
        }
    }

    private static Throwable refusal(PostgresRunStore store) {
        return catchThrowable(() -> store.find(UUID.randomUUID()));
    }

    @Test
    void aStoreThatGetsNoConnectionsSaysHowManyItNeedsAndEndsWhatItHeldOnceItGetsThem() throws Exception {
        TestServer server = TestServer.shared();
        String few = "few" + UUID.randomUUID().toString().replace("-", "");
        server.execute("CREATE ROLE %s LOGIN".formatted(few));
        server.execute("CREATE DATABASE %1$s OWNER %1$s".formatted(few));
        try (PostgresRunStore store = PostgresRunStore.open(server.database(few).withLogin(few, ""))) {
            StoreFixture.await(store.submit(List.of(RunBuilder.aRun().build())));
            ClaimRequest one = new ClaimRequest("worker", 1, StoreFixture.LEASE, Map.of(RunBuilder.JOB_TYPE, 1));
            Claim held = StoreFixture.await(store.claim(one)).claims().get(0);
            server.execute("ALTER ROLE %s CONNECTION LIMIT 0".formatted(few));
            try (Connection connection = server.connect()) {
                while (terminated(connection, few) > 0) {
                    Thread.onSpinWait();
                }
            }

            assertThatThrownBy(() -> StoreFixture.await(
                            store.submit(List.of(RunBuilder.aRun().build()))))
                    .isInstanceOf(StoreUnavailableException.class)
                    .hasMessageContaining("too many connections")
                    .hasMessageContaining("up to 11 connections");
            assertThat(store.trouble()).isPresent();

            server.execute("ALTER ROLE %s CONNECTION LIMIT -1".formatted(few));
            RunUpdate last = RunUpdate.nothing(held.run().uuid(), held.fence());
            assertThat(StoreFixture.await(
                            store.complete(List.of(new Completion(last, new Ending.Finished(200, false))))))
                    .isEmpty();
            assertThat(store.trouble()).isEmpty();
        }
    }

    /** Terminate the sessions of a login; how many there still were. */
    private static long terminated(Connection connection, String login) throws SQLException {
        return new Sql(
                        connection,
                        "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE usename = '%s'"
                                .formatted(login))
                .first(row -> row.getLong(1))
                .orElseThrow();
    }

    @Test
    void anUploadFailsAsTheStoreDoesWhileTheServerIsAwayAndGoesOnWhenItIsBack() throws Exception {
        UUID run = UUID.randomUUID();
        try (TestServer server = TestServer.in(folder)) {
            try (PostgresRunStore store = PostgresRunStore.open(server.freshSchema())) {
                FileContents contents = store.contents();
                try (FileContents.Upload upload = contents.upload(run, "u")) {
                    upload.write(ByteBuffer.wrap("abc".getBytes(UTF_8)));
                    server.stop();

                    assertThatThrownBy(() -> upload.write(ByteBuffer.wrap("def".getBytes(UTF_8))))
                            .isInstanceOf(StoreUnavailableException.class);
                }
                assertThatThrownBy(() -> contents.upload(run, "u")).isInstanceOf(StoreUnavailableException.class);

                server.startAgain();
                try (FileContents.Upload upload = contents.upload(run, "u")) {
                    assertThat(upload.received()).isEqualTo(3);
                    upload.write(ByteBuffer.wrap("def".getBytes(UTF_8)));
                    assertThat(upload.finish().size()).isEqualTo(6);
                }
            }
        }
    }
}
