package dev.gantry.store.postgres;

import static dev.gantry.store.tck.RunBuilder.JOB_TYPE;
import static dev.gantry.store.tck.RunBuilder.aRun;
import static dev.gantry.store.tck.StoreFixture.LEASE;
import static dev.gantry.store.tck.StoreFixture.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.store.ClaimRequest;
import dev.gantry.store.Claims;
import dev.gantry.store.NewRun;
import dev.gantry.store.RunQuery;
import dev.gantry.store.StashWrite;
import dev.gantry.store.Submission;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What is answered when the connection is lost while a commit is on its way: what became of it. */
@Timeout(120)
class LostCommitTest {

    private static final String NUMBER = "SELECT pg_current_xact_id()::text::bigint";

    /** What a transaction of another writer leaves behind; of a moment at which nobody drops it for its age. */
    private static final String TELL = """
            INSERT INTO %s.change (writer, at, runs, cancelled, signals)
            VALUES (gen_random_uuid(), 9e18::bigint, '{}', '{}', '{}')
            RETURNING tx::text::bigint
            """;

    @TempDir
    private Path folder;

    @ParameterizedTest
    @EnumSource
    void aSubmitIsAnsweredAsWhatItCameTo(CuttingProxy.Cut cut) throws Exception {
        try (CuttingProxy proxy = new CuttingProxy(TestServer.shared().port());
                PostgresRunStore store = PostgresRunStore.open(through(proxy))) {
            proxy.cutNextCommit(cut);

            Submission submission = await(store.submit(List.of(aRun().build()))).get(0);

            assertThat(proxy.hasCut()).isTrue();
            assertThat(submission.created()).isTrue();
            assertThat(store.list(RunQuery.newest("", 9))).containsExactly(submission.run());
            assertThat(store.trouble()).isEmpty();
        }
    }

    /** Which is what a standby does that takes over without what had not reached it. */
    @ParameterizedTest(name = "who told of itself: {1}; the database was away for minutes: {0}")
    @CsvSource({"0, false", "0, true", "60, true"})
    void aCommitThatIsLostIsNotTakenForThatOfWhoGotItsNumberSince(int minutes, boolean told) throws Exception {
        TestServer standby = TestServer.shared();
        PostgresConfig there = standby.freshSchema();
        PostgresRunStore.open(there).close();
        Instant before = Instant.now();
        AtomicReference<BooleanSupplier> isAway = new AtomicReference<>(() -> false);
        try (TestServer primary = TestServer.in(folder);
                CuttingProxy proxy = new CuttingProxy(primary.port());
                PostgresRunStore store = PostgresRunStore.open(PostgresConfig.at(
                                there.url().replace(":" + standby.port() + "/", ":" + proxy.port() + "/"))
                        .withSchema(there.schema())
                        .withClock(() ->
                                isAway.get().getAsBoolean() ? before.plus(Duration.ofMinutes(minutes)) : before))) {
            useNumbersUpTo(nextNumber(standby), primary, NUMBER);
            // More than what the store may do until its commit.
            useNumbersUpTo(nextNumber(primary) + 1_000, standby, told ? TELL.formatted(there.schema()) : NUMBER);
            proxy.leadTo(standby.port());
            proxy.cutNextCommit(CuttingProxy.Cut.BEFORE);
            isAway.set(proxy::hasCut);

            Submission submission = await(store.submit(List.of(aRun().build()))).get(0);

            try (PostgresRunStore after = PostgresRunStore.open(there)) {
                assertThat(after.find(submission.run().uuid())).contains(submission.run());
            }
        }
    }

    private static long nextNumber(TestServer server) throws SQLException {
        try (Connection connection = server.connect()) {
            return number(connection, NUMBER);
        }
    }

    private static void useNumbersUpTo(long last, TestServer server, String statement) throws SQLException {
        try (Connection connection = server.connect()) {
            while (number(connection, statement) < last) {
                Thread.onSpinWait();
            }
        }
    }

    private static long number(Connection connection, String statement) throws SQLException {
        return new Sql(connection, statement).first(row -> row.getLong(1)).orElseThrow();
    }

    /** Whoever asks for a connection again must have been refused the one before. */
    @Test
    void whatACommitCameToIsNotGuessedWhileTheDatabaseLetsNobodyIn() throws Exception {
        TestServer server = TestServer.shared();
        server.execute("CREATE ROLE guest LOGIN SUPERUSER");
        try (CuttingProxy proxy = new CuttingProxy(server.port());
                PostgresRunStore store = PostgresRunStore.open(through(proxy).withLogin("guest", ""))) {
            server.execute("ALTER ROLE guest NOLOGIN");
            int before = proxy.connections();
            proxy.cutNextCommit(CuttingProxy.Cut.AFTER);

            CompletableFuture<List<Submission>> submission = store.submit(List.of(aRun().build()));
            while (proxy.connections() < before + 3 && !submission.isDone()) {
                Thread.onSpinWait();
            }
            server.execute("ALTER ROLE guest LOGIN");

            assertThat(await(submission).get(0).created()).isTrue();
        }
    }

    @ParameterizedTest
    @EnumSource
    void aStashIsWrittenOnce(CuttingProxy.Cut cut) throws Exception {
        try (CuttingProxy proxy = new CuttingProxy(TestServer.shared().port());
                PostgresRunStore store = PostgresRunStore.open(through(proxy))) {
            proxy.cutNextCommit(cut);
            StashWrite write = new StashWrite(UUID.randomUUID(), "1", 0, "w", Optional.empty());

            assertThat(await(store.putStash(write)).written()).isTrue();

            assertThat(store.stash(write.run()).orElseThrow().version()).isEqualTo(1);
        }
    }

    @Test
    void aWorkerThatIsFrozenWithinATransactionDoesNotStandInTheWayOfTheOthers() throws Exception {
        PostgresConfig direct = TestServer.shared().freshSchema();
        ClaimRequest one = new ClaimRequest("worker", 1, LEASE, Map.of(JOB_TYPE, 9));
        try (PostgresRunStore other = PostgresRunStore.open(direct);
                CuttingProxy proxy = new CuttingProxy(TestServer.shared().port());
                PostgresRunStore frozen = PostgresRunStore.open(through(proxy, direct))) {
            await(other.submit(List.of(aRun().build(), aRun().build())));
            proxy.cutNextCommit(CuttingProxy.Cut.HELD);
            CompletableFuture<Claims> held = frozen.claim(one);
            while (!proxy.hasCut()) {
                Thread.onSpinWait();
            }

            assertThat(await(other.claim(one)).claims()).hasSize(1);
            assertThat(await(held).claims()).hasSize(1);
        }
    }

    @Test
    void aWorkerThatIsFrozenWhileItIsAnsweredDoesNotStandInTheWayOfTheOthers() throws Exception {
        PostgresConfig direct = TestServer.shared().freshSchema();
        try (PostgresRunStore other = PostgresRunStore.open(direct);
                CuttingProxy proxy = new CuttingProxy(TestServer.shared().port());
                PostgresRunStore frozen = PostgresRunStore.open(through(proxy, direct))) {
            for (int i = 0; i < 20; i++) {
                await(other.submit(List.of(new NewRun(aRun().build().request(), "\"" + "x".repeat(1 << 20) + "\""))));
            }
            proxy.stallNextLongAnswer();
            CompletableFuture<Claims> unread =
                    frozen.claim(new ClaimRequest("worker", 20, LEASE, Map.of(JOB_TYPE, 99)));
            while (!proxy.hasStalled()) {
                Thread.onSpinWait();
            }

            assertThat(await(other.claim(new ClaimRequest("worker", 1, LEASE, Map.of(JOB_TYPE, 99))))
                            .claims())
                    .hasSize(1);
            assertThat(unread).isNotDone();
            proxy.release();
            assertThat(await(unread).claims()).hasSize(19);
        }
    }

    private static PostgresConfig through(CuttingProxy proxy) {
        return through(proxy, TestServer.shared().freshSchema());
    }

    private static PostgresConfig through(CuttingProxy proxy, PostgresConfig direct) {
        String port = ":" + TestServer.shared().port() + "/";
        return PostgresConfig.at(direct.url().replace(port, ":" + proxy.port() + "/"))
                .withSchema(direct.schema());
    }
}
