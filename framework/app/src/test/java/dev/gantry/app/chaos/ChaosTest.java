package dev.gantry.app.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.app.ServerProcess;
import dev.gantry.store.postgres.PostgresConfig;
import dev.gantry.store.postgres.PostgresRunStore;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Four workers of one database work off ten thousand runs while they are killed, frozen and replaced, and while the sessions
 * of the database are cut and it is restarted. What happened is read from what the database wrote down, and judged by
 * {@link HistoryChecker}. {@code -Dchaos.seed=N} repeats the order of the faults.
 */
@Timeout(value = 15, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ChaosTest {

    private static final Logger log = LoggerFactory.getLogger(ChaosTest.class);
    private static final int RUNS = Integer.getInteger("chaos.runs", 10_000);
    private static final int WORKERS = 4;
    private static final int CALLERS = 4;
    private static final Duration LEASE = Duration.ofSeconds(2);
    private static final Duration PATIENCE = LEASE.plusSeconds(5);

    private final long seed = Long.getLong("chaos.seed", System.nanoTime() & 0xFFFFFF);
    private final Random random = new Random(seed);
    private final ExecutorService callers = Executors.newFixedThreadPool(CALLERS);

    @TempDir
    private Path folder;

    private Postgres postgres;
    private Crew crew;

    /** Something that befalls the cluster; yields when it was over, by the database's clock. */
    private interface Fault {
        Instant strike();
    }

    @BeforeEach
    void startCluster() {
        postgres = Postgres.in(folder);
        PostgresRunStore.open(PostgresConfig.at(postgres.url()).withLogin(postgres.newSession(), ""))
                .close();
        postgres.writeDown();
        crew = new Crew(postgres, folder, LEASE);
        crew.seat(WORKERS);
    }

    @AfterEach
    void stopCluster() {
        callers.shutdownNow();
        crew.close();
        postgres.close();
    }

    private List<Fault> faults() {
        List<Fault> faults = new ArrayList<>(List.of(
                this::kill,
                this::kill,
                this::kill,
                this::freeze,
                this::freeze,
                this::terminate,
                this::cutSessions,
                this::cutSessions,
                this::restartDatabase,
                this::restartDatabase));
        Collections.shuffle(faults, random);
        return faults;
    }

    private int busySeat() {
        int seat = random.nextInt(WORKERS);
        until(() -> postgres.heldBy(crew.member(seat).pid()) > 0 || postgres.unfinished() == 0);
        return seat;
    }

    private Instant kill() {
        int seat = busySeat();
        crew.member(seat).kill();
        return replace("killed", seat);
    }

    private Instant terminate() {
        int seat = busySeat();
        crew.member(seat).terminate();
        return replace("terminated", seat);
    }

    private Instant replace(String what, int seat) {
        Instant over = postgres.now();
        log.info("{} worker {}", what, seat);
        crew.replace(seat);
        return over;
    }

    private Instant freeze() {
        int seat = busySeat();
        ServerProcess frozen = crew.member(seat);
        frozen.freeze();
        until(() -> postgres.countsAsDead(frozen.pid()) && postgres.heldBy(frozen.pid()) == 0);
        frozen.thaw();
        log.info("froze worker {} until the others had all that it held", seat);
        return postgres.now();
    }

    private Instant cutSessions() {
        postgres.cutSessions();
        log.info("cut the sessions of the database");
        return postgres.now();
    }

    private Instant restartDatabase() {
        postgres.restart();
        log.info("restarted the database");
        return postgres.now();
    }

    private static void until(BooleanSupplier condition) {
        while (!condition.getAsBoolean()) {
            LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
        }
    }

    @Test
    void nothingThatWasAcknowledgedIsLostAndNoPromiseIsBrokenWhateverBefallsTheCluster() throws Exception {
        log.info("repeat with -Dchaos.seed={}", seed);
        Load load = new Load(crew, new Random(seed));
        List<Fault> faults = faults();
        Instant lastFault = Instant.EPOCH;
        try (StallWatch watch = new StallWatch()) {
            load.limitProjects();
            for (int i = 0; i < faults.size(); i++) {
                int from = RUNS * i / faults.size();
                int to = RUNS * (i + 1) / faults.size();
                List<Future<?>> submitting = submit(load, from, to);
                long meanwhile = postgres.ended() + random.nextInt((to - from) / 2);
                until(() -> postgres.ended() >= meanwhile);
                lastFault = faults.get(i).strike();
                for (Future<?> part : submitting) {
                    part.get();
                }
            }
            until(() -> postgres.unfinished() == 0);

            ClusterHistory history = new ClusterHistory(
                    load.acknowledged(),
                    postgres.runs(),
                    postgres.changes(),
                    Load.limits(),
                    lastFault,
                    PATIENCE,
                    watch.stalls());
            assertThat(HistoryChecker.check(history)).as("seed %d", seed).isEmpty();
            assertThat(history.acknowledged()).hasSize(RUNS);
            assertThat(takenOver(history))
                    .as("runs taken over from workers that died, seed %d", seed)
                    .isPositive();
        }
    }

    private List<Future<?>> submit(Load load, int from, int to) {
        List<Future<?>> parts = new ArrayList<>();
        for (int part = 0; part < CALLERS; part++) {
            int first = from + (to - from) * part / CALLERS;
            int last = from + (to - from) * (part + 1) / CALLERS;
            parts.add(callers.submit(() -> load.submit(first, last)));
        }
        return parts;
    }

    private static long takenOver(ClusterHistory history) {
        return history.changes().stream()
                .filter(change ->
                        change.isClaim() && change.before().orElseThrow().state() == RunChange.State.RUNNING)
                .count();
    }
}
