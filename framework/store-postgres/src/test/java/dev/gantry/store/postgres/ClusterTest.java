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
import dev.gantry.store.LeaseLostException;
import dev.gantry.store.LeaseRef;
import dev.gantry.store.LogLine;
import dev.gantry.store.Run;
import dev.gantry.store.RunQuery;
import dev.gantry.store.RunState;
import dev.gantry.store.RunStore;
import dev.gantry.store.RunUpdate;
import dev.gantry.store.Signal;
import dev.gantry.store.tck.Crowd;
import dev.gantry.store.tck.MovableClock;
import dev.gantry.store.tck.RunBuilder;
import dev.gantry.store.worker.Worker;
import dev.gantry.store.worker.WorkerOrder;
import dev.gantry.store.worker.WorkerReport;
import dev.gantry.store.worker.WorkerState;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Stores of several processes on one database. */
@Timeout(300)
class ClusterTest {

    private static final LogLine WHY = LogLine.event(Instant.EPOCH, "enough");

    private final TestServer server = TestServer.shared();
    private final MovableClock clock = new MovableClock();
    private final List<PostgresRunStore> stores = new ArrayList<>();

    private PostgresConfig config;

    @BeforeEach
    void openStores() {
        config = server.freshSchema().withClock(clock);
        for (int i = 0; i < 3; i++) {
            stores.add(PostgresRunStore.open(config));
        }
    }

    @AfterEach
    void closeStores() {
        stores.forEach(RunStore::close);
    }

    private static List<Claim> claim(RunStore store, int max, int limit) {
        return await(store.claim(new ClaimRequest("worker", max, LEASE, Map.of(JOB_TYPE, limit))))
                .claims();
    }

    private static boolean finish(RunStore store, Claim claim) {
        RunUpdate last = RunUpdate.nothing(claim.run().uuid(), claim.fence());
        return await(store.complete(List.of(new Completion(last, new Ending.Finished(200, false)))))
                .isEmpty();
    }

    private void submit(RunBuilder... runs) {
        await(stores.get(0).submit(List.of(runs).stream().map(RunBuilder::build).toList()));
    }

    @Test
    void theLimitOfAJobHoldsAtEveryInstantOverAllStores() {
        submit(IntStream.range(0, 90).mapToObj(i -> aRun()).toArray(RunBuilder[]::new));

        assertThat(mostAtOnce(90, 4))
                .containsOnlyKeys("none")
                .allSatisfy((project, most) -> assertThat(most).hasValueLessThanOrEqualTo(4));
    }

    @Test
    void theLimitsOfProjectsHoldAtEveryInstantOverAllStores() {
        submit(IntStream.range(0, 90)
                .mapToObj(i -> aRun().in("p" + i % 3, "j" + i))
                .toArray(RunBuilder[]::new));
        await(stores.get(0).limitProject("p0", 2));

        Map<String, AtomicInteger> most = mostAtOnce(90, Integer.MAX_VALUE);

        assertThat(most).containsOnlyKeys("p0", "p1", "p2");
        assertThat(most.get("p0")).hasValueLessThanOrEqualTo(2);
        assertThat(most.get("p1")).hasValue(1);
        assertThat(most.get("p2")).hasValue(1);
    }

    /** Let workers of all stores work off so many runs; how many of each project were executed at once at most. */
    private Map<String, AtomicInteger> mostAtOnce(int runs, int limit) {
        Map<UUID, Integer> owners = new ConcurrentHashMap<>();
        Map<String, AtomicInteger> running = new ConcurrentHashMap<>();
        Map<String, AtomicInteger> most = new ConcurrentHashMap<>();
        Crowd.act(6, index -> {
            RunStore store = stores.get(index % stores.size());
            while (owners.size() < runs) {
                List<Claim> claims = claim(store, 3, limit);
                for (Claim claim : claims) {
                    assertThat(owners.put(claim.run().uuid(), index)).isNull();
                    int now = counter(running, claim).incrementAndGet();
                    counter(most, claim).accumulateAndGet(now, Math::max);
                }
                for (Claim claim : claims) {
                    counter(running, claim).decrementAndGet();
                    assertThat(finish(store, claim)).isTrue();
                }
            }
        });
        return most;
    }

    private static AtomicInteger counter(Map<String, AtomicInteger> counters, Claim claim) {
        return counters.computeIfAbsent(claim.run().project().orElse("none"), name -> new AtomicInteger());
    }

    @Test
    void whatARunWasGivenIsWrittenOnceWhateverBecomesOfIt() throws SQLException {
        submit(aRun(), aRun());
        List<String> written = rowsOfInput();

        for (Claim claim : claim(stores.get(1), 2, 9)) {
            assertThat(finish(stores.get(1), claim)).isTrue();
            await(stores.get(2).retry(claim.run().uuid(), WHY));
        }
        assertThat(claim(stores.get(2), 2, 9)).hasSize(2);

        assertThat(rowsOfInput()).hasSize(2).isEqualTo(written);
    }

    /** Where they are, and which transaction wrote them. */
    private List<String> rowsOfInput() throws SQLException {
        try (Connection connection = DriverManager.getConnection(config.url())) {
            return new Sql(
                            connection,
                            "SELECT ctid::text || xmin::text FROM %s.run_request ORDER BY number"
                                    .formatted(config.schema()))
                    .list(row -> row.getString(1));
        }
    }

    @Test
    void aRunWhoseWorkerDiedIsGivenToExactlyOne() {
        for (int round = 0; round < 20; round++) {
            submit(aRun());
            Claim dead = claim(stores.get(round % 3), 1, 9).get(0);
            clock.advance(LEASE);
            Queue<Claim> rescued = new ConcurrentLinkedQueue<>();

            Crowd.act(3, index -> rescued.addAll(claim(stores.get(index), 5, 9)));

            assertThat(rescued).hasSize(1).allMatch(Claim::abandoned);
            assertThat(finish(stores.get(round % 3), dead)).isFalse();
            assertThat(finish(stores.get((round + 1) % 3), rescued.element())).isTrue();
        }
    }

    @Test
    void oneKeyIsOneRunWhoeverSubmitsIt() {
        AtomicInteger created = new AtomicInteger();

        Crowd.act(3, index -> {
            for (int i = 0; i < 50; i++) {
                if (await(stores.get(index).submit(List.of(aRun().key("k" + i).build())))
                        .get(0)
                        .created()) {
                    created.incrementAndGet();
                }
            }
        });

        assertThat(created).hasValue(50);
        assertThat(stores.get(0).queued()).isEqualTo(Map.of(JOB_TYPE, 50L));
    }

    @Test
    void nothingIsQueuedBelowARunOnceItsCancelIsAnswered() {
        for (int round = 0; round < 20; round++) {
            submit(aRun().priority(9));
            Claim parent = claim(stores.get(0), 1, Integer.MAX_VALUE).get(0);
            LeaseRef by = new LeaseRef(parent.run().uuid(), parent.fence());

            Crowd.act(3, index -> {
                if (index == 0) {
                    await(stores.get(0).cancel(parent.run().uuid(), WHY));
                    return;
                }
                for (int i = 0; i < 5; i++) {
                    try {
                        await(stores.get(index).submit(List.of(aRun().by(by).build())));
                    } catch (LeaseLostException e) {
                        return;
                    }
                }
            });

            assertThat(stores.get(0).queued()).isEmpty();
            finish(stores.get(0), parent);
        }
    }

    @Test
    void whatOneStoreChangesTheOthersAreToldInOrder() throws Exception {
        BlockingQueue<Run> told = new LinkedBlockingQueue<>();
        stores.get(1).onChange(told::add);
        for (int round = 0; round < 30; round++) {
            if (round == 15) {
                server.terminateSessions();
            }
            UUID uuid = await(stores.get(0).submit(List.of(aRun().build())))
                    .get(0)
                    .run()
                    .uuid();
            // The store that is told takes part: what it does and what it is told of must not overtake each other.
            finish(stores.get(1), claim(stores.get(1), 1, 9).get(0));
            await(stores.get(2).retry(uuid, WHY));
            await(stores.get(0).cancel(uuid, WHY));

            List<Run> changes = until(told, uuid, RunState.CANCELLED);

            assertThat(changes)
                    .extracting(run -> run.stamp().revision())
                    .isSorted()
                    .doesNotHaveDuplicates();
            assertThat(changes.get(changes.size() - 1))
                    .isEqualTo(stores.get(2).find(uuid).orElseThrow());
        }
    }

    @Test
    void ofWhatOthersChangeOnlyWhatIsWatchedHereIsToldAndWhatIsCancelled() throws Exception {
        BlockingQueue<Run> told = new LinkedBlockingQueue<>();
        UUID watched = UUID.randomUUID();
        stores.get(1).onChange(watched::equals, told::add);

        submit(aRun(), aRun().uuid(watched), aRun());
        List<Claim> claims = claim(stores.get(2), 3, 3);
        claims.forEach(claim -> finish(stores.get(2), claim));
        until(told, watched, RunState.SUCCEEDED);
        UUID cancelled = await(stores.get(0).submit(List.of(aRun().build())))
                .get(0)
                .run()
                .uuid();
        await(stores.get(0).cancel(cancelled, WHY));

        assertThat(told.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS))
                .isEqualTo(stores.get(0).find(cancelled).orElseThrow());
    }

    @Test
    void whatOneStoreQueuesOrEndsIsWorkForTheOthers() throws Exception {
        BlockingQueue<Signal> told = new LinkedBlockingQueue<>();
        stores.get(1).onSignal(told::add);
        submit(aRun());
        assertThat(told.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isEqualTo(Signal.WORK);
        Claim claim = claim(stores.get(2), 1, 1).get(0);
        told.clear();
        finish(stores.get(2), claim);
        assertThat(told.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isEqualTo(Signal.WORK);
    }

    private static List<Run> until(BlockingQueue<Run> told, UUID uuid, RunState state) throws InterruptedException {
        List<Run> changes = new ArrayList<>();
        do {
            Run run = told.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            assertThat(run).as("the change after %s", changes).isNotNull();
            if (run.uuid().equals(uuid)) {
                changes.add(run);
            }
        } while (changes.isEmpty() || changes.get(changes.size() - 1).state() != state);
        return changes;
    }

    @Test
    void everyChangeOfManyReachesTheOthers() throws Exception {
        Map<UUID, Run> last = new ConcurrentHashMap<>();
        stores.get(2).onChange(run -> last.put(run.uuid(), run));

        Crowd.act(2, index -> {
            for (int i = 0; i < 40; i++) {
                await(stores.get(index)
                        .submit(IntStream.range(0, 5)
                                .mapToObj(j -> aRun().build())
                                .toList()));
                claim(stores.get(index), 5, 1_000).forEach(claim -> finish(stores.get(index), claim));
            }
        });
        claim(stores.get(0), 1_000, 1_000).forEach(claim -> finish(stores.get(0), claim));

        List<Run> all = stores.get(0).list(RunQuery.newest("", 1_000));
        assertThat(all).hasSize(400);
        while (!last.values().containsAll(all)) {
            Thread.onSpinWait();
        }
    }

    @Test
    void whatWorkersAreToKnowReachesThoseOfAllStores() throws Exception {
        BlockingQueue<Signal> told = new LinkedBlockingQueue<>();
        stores.get(1).onSignal(told::add);
        await(stores.get(1).workers().announce(worker("w1")));
        for (int round = 0; round < 6; round++) {
            if (round == 3) {
                server.terminateSessions();
            }
            await(stores.get(0).limitProject("p", 2 + round));
            awaitSignal(told, Signal.WORK);

            await(stores.get(2).workers().order(List.of("w1"), round % 2 == 0 ? WorkerOrder.DRAIN : WorkerOrder.TAKE));
            awaitSignal(told, Signal.ORDERS);
        }
        assertThat(stores.get(0).workers().list()).extracting(Worker::name).containsExactly("w1");
        assertThat(await(stores.get(1).workers().leave("w1"))).isTrue();
        assertThat(stores.get(2).workers().list()).isEmpty();
    }

    /** Signals may come again once a connection was lost. */
    private static void awaitSignal(BlockingQueue<Signal> told, Signal wanted) throws InterruptedException {
        Signal next;
        do {
            next = told.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            assertThat(next).as("a signal before %s", wanted).isNotNull();
        } while (next != wanted);
    }

    @Test
    void aRunThatParksMakesRoomUnderTheLimitOfItsJobInAllStores() throws Exception {
        BlockingQueue<Signal> told = new LinkedBlockingQueue<>();
        stores.get(1).onSignal(told::add);
        submit(aRun(), aRun());
        Claim parent = claim(stores.get(0), 1, 1).get(0);
        assertThat(claim(stores.get(1), 1, 1)).isEmpty();

        await(stores.get(0).park(List.of(new LeaseRef(parent.run().uuid(), parent.fence()))));

        assertThat(told.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isEqualTo(Signal.WORK);
        assertThat(claim(stores.get(1), 1, 1)).hasSize(1);
    }

    private static WorkerReport worker(String name) {
        return new WorkerReport(
                new WorkerReport.Identity(name, "host", "1.0", List.of()),
                WorkerState.activeIdle,
                new WorkerReport.Load(1, 1, List.of(), new WorkerReport.Memory(1, 1)),
                WorkerOrder.TAKE,
                LEASE);
    }

    @Test
    void aRequestThatTheDatabaseRefusesFailsAloneAmongThoseItIsDoneWith() {
        String tooLong = "x".repeat(2_000_000);
        Queue<Throwable> failures = new ConcurrentLinkedQueue<>();

        Crowd.act(8, index -> {
            for (int i = 0; i < 5; i++) {
                RunBuilder run = index == 0 ? aRun().at("refused/" + tooLong.substring(i)) : aRun();
                try {
                    await(stores.get(0).submit(List.of(run.build())));
                } catch (RuntimeException e) {
                    assertThat(index).isZero();
                    failures.add(e);
                }
            }
        });

        assertThat(failures).hasSize(5);
        assertThat(stores.get(0).trouble()).isEmpty();
        assertThat(stores.get(0).queued()).isEqualTo(Map.of(JOB_TYPE, 35L));
    }
}
