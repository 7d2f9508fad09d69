package dev.gantry.store.postgres;

import static dev.gantry.store.tck.RunBuilder.JOB_TYPE;
import static dev.gantry.store.tck.RunBuilder.aRun;
import static dev.gantry.store.tck.StoreFixture.LEASE;
import static dev.gantry.store.tck.StoreFixture.PATIENCE;
import static dev.gantry.store.tck.StoreFixture.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.store.Claim;
import dev.gantry.store.ClaimRequest;
import dev.gantry.store.Completion;
import dev.gantry.store.Ending;
import dev.gantry.store.Run;
import dev.gantry.store.RunState;
import dev.gantry.store.RunStore;
import dev.gantry.store.RunUpdate;
import dev.gantry.store.Signal;
import dev.gantry.store.tck.Crowd;
import dev.gantry.store.tck.RunBuilder;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;

/** Who found no room, or missed a notification, learns when there is something for him. */
@Timeout(300)
class WakeUpTest {

    private final TestServer server = TestServer.shared();
    private PostgresConfig config;
    private PostgresRunStore mine;
    private PostgresRunStore other;
    private Connection direct;

    /** What keeps a second run from being executed beside a first. */
    enum Limit {
        OF_JOB(1) {
            @Override
            RunBuilder run(int number) {
                return aRun();
            }
        },
        OF_PROJECT(Integer.MAX_VALUE) {
            @Override
            RunBuilder run(int number) {
                return aRun().in("project", "job-" + number);
            }
        };

        private final int concurrency;

        Limit(int concurrency) {
            this.concurrency = concurrency;
        }

        abstract RunBuilder run(int number);
    }

    @BeforeEach
    void openStores() throws SQLException {
        config = server.freshSchema();
        mine = PostgresRunStore.open(config);
        other = PostgresRunStore.open(config);
        direct = server.connect();
    }

    @AfterEach
    void closeStores() throws SQLException {
        direct.close();
        mine.close();
        other.close();
    }

    private static List<Claim> claim(RunStore store, Limit limit) {
        return await(store.claim(new ClaimRequest("worker", 1, LEASE, Map.of(JOB_TYPE, limit.concurrency))))
                .claims();
    }

    private static BlockingQueue<UUID> ended(RunStore store) {
        BlockingQueue<UUID> ended = new LinkedBlockingQueue<>();
        store.onChange(run -> {
            if (run.state() == RunState.SUCCEEDED) {
                ended.add(run.uuid());
            }
        });
        return ended;
    }

    private long count(String question) throws SQLException {
        return new Sql(direct, question).first(row -> row.getLong(1)).orElseThrow();
    }

    @ParameterizedTest
    @EnumSource
    void whoFoundNoRoomBecauseAnEndWasNotDurableYetIsToldOnceItIs(Limit limit) throws Exception {
        BlockingQueue<UUID> toldHere = ended(mine);
        BlockingQueue<UUID> toldThere = ended(other);
        await(mine.submit(List.of(limit.run(1).build(), limit.run(2).build())));
        Run first = claim(mine, limit).get(0).run();
        try (Connection listening = server.connect();
                Connection holding = server.connect()) {
            // The row that tells of a transaction is written last, just before it is committed.
            holding.setAutoCommit(false);
            int unused = new Sql(holding, "LOCK TABLE %s.change IN SHARE MODE".formatted(config.schema())).execute();
            RunUpdate last = RunUpdate.nothing(first.uuid(), first.fence());
            CompletableFuture<List<UUID>> end =
                    mine.complete(List.of(new Completion(last, new Ending.Finished(200, false))));
            while (count("SELECT count(*) FROM pg_locks WHERE relation = '%s.change'::regclass AND NOT granted"
                            .formatted(config.schema()))
                    == 0) {
                Thread.onSpinWait();
            }

            assertThat(claim(mine, limit)).isEmpty();
            assertThat(claim(other, limit)).isEmpty();
            assertThat(end).isNotDone();

            int listens = new Sql(listening, "LISTEN \"gantry_%s\"".formatted(config.schema())).execute();
            assertThat(listens).isZero();
            holding.rollback();
            assertThat(await(end)).isEmpty();
            PGNotification[] notifications =
                    listening.unwrap(PGConnection.class).getNotifications((int) PATIENCE.toMillis());
            assertThat(notifications).isNotEmpty();
        }
        assertThat(toldHere.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isEqualTo(first.uuid());
        assertThat(toldThere.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isEqualTo(first.uuid());
        assertThat(claim(other, limit)).hasSize(1);
    }

    @Test
    void aNotificationThatWasLostIsMadeUpForThoughThisProcessNotifiesAllTheTime() throws Exception {
        BlockingQueue<Signal> told = new LinkedBlockingQueue<>();
        mine.onSignal(told::add);
        await(other.limitProject("project", 2));
        assertThat(told.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isEqualTo(Signal.WORK);
        CountDownLatch notifying = new CountDownLatch(100);

        Crowd.act(2, index -> {
            if (index == 0) {
                while (!told.contains(Signal.ORDERS)) {
                    await(mine.submit(List.of(aRun().build())));
                    notifying.countDown();
                }
            } else {
                notifying.await();
                changeWithoutNotification(direct);
            }
        });

        assertThat(told).containsOnlyOnce(Signal.ORDERS);
    }

    private void changeWithoutNotification(Connection connection) throws SQLException {
        int unused = new Sql(
                        connection,
                        "INSERT INTO %s.change (writer, at, runs, cancelled, signals) VALUES (?, ?, '{}', '{}', '{ORDERS}')"
                                .formatted(config.schema()))
                .with(UUID.randomUUID())
                .with(Moments.toDatabase(Instant.MAX))
                .execute();
    }

    @Test
    void whatHasANumberOfBeforeSinceTheDatabaseCrashedIsToldOnceItIsBack() throws Exception {
        BlockingQueue<Signal> told = new LinkedBlockingQueue<>();
        mine.onSignal(told::add);
        await(other.limitProject("project", 2));
        assertThat(told.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isEqualTo(Signal.WORK);

        server.execute("""
                INSERT INTO %s.change (tx, writer, at, runs, cancelled, signals)
                VALUES ('3', gen_random_uuid(), 9223372036854775807, '{}', '{}', '{ORDERS}')
                """.formatted(config.schema()));
        server.terminateSessions();

        // What was told just before may be told once more.
        Signal next = Signal.WORK;
        while (next == Signal.WORK) {
            next = told.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        }
        assertThat(next).isEqualTo(Signal.ORDERS);
    }

    @Test
    void whatBecomesDurableLateIsToldThoughNewerThingsWereToldBefore() throws Exception {
        BlockingQueue<Signal> signals = new LinkedBlockingQueue<>();
        mine.onSignal(signal -> {
            if (signal == Signal.ORDERS) {
                signals.add(signal);
            }
        });
        BlockingQueue<UUID> told = ended(mine);
        try (Connection late = server.connect()) {
            late.setAutoCommit(false);
            changeWithoutNotification(late);
            for (int i = 0; i < 3; i++) {
                await(other.submit(List.of(Limit.OF_JOB.run(i).build())));
                Run run = claim(other, Limit.OF_JOB).get(0).run();
                RunUpdate last = RunUpdate.nothing(run.uuid(), run.fence());
                await(other.complete(List.of(new Completion(last, new Ending.Finished(200, false)))));
                assertThat(told.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isEqualTo(run.uuid());
            }
            assertThat(signals).isEmpty();
            late.commit();
        }
        assertThat(signals.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isEqualTo(Signal.ORDERS);
    }
}
