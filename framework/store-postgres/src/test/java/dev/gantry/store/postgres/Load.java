package dev.gantry.store.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.store.Claim;
import dev.gantry.store.ClaimRequest;
import dev.gantry.store.Completion;
import dev.gantry.store.Ending;
import dev.gantry.store.NewRun;
import dev.gantry.store.RunState;
import dev.gantry.store.RunStore;
import dev.gantry.store.RunUpdate;
import dev.gantry.store.StoreUnavailableException;
import dev.gantry.store.tck.RunBuilder;
import dev.gantry.store.tck.StoreFixture;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/** Submitters and workers of several stores, who go on whatever happens, and remember what they were told. */
final class Load {

    private static final Duration LEASE = Duration.ofSeconds(10);
    private static final int SUBMITTERS = 4;

    private final List<? extends RunStore> stores;
    private final int runs;
    private final Fault fault;
    private final Set<UUID> acknowledged = ConcurrentHashMap.newKeySet();
    private final Set<UUID> refused = ConcurrentHashMap.newKeySet();
    private final Map<UUID, Integer> ended = new ConcurrentHashMap<>();
    private final AtomicInteger acknowledgements = new AtomicInteger();

    /** What is done to the server after so many submits. */
    @FunctionalInterface
    interface Fault {
        void strike(int submits) throws Exception;
    }

    Load(List<? extends RunStore> stores, int runs, Fault fault) {
        this.stores = stores;
        this.runs = runs;
        this.fault = fault;
    }

    /** Let all of it happen. */
    void run() throws Exception {
        ExecutorService threads = Executors.newCachedThreadPool();
        try {
            List<Future<?>> ends = new ArrayList<>();
            for (int i = 0; i < SUBMITTERS; i++) {
                RunStore store = stores.get(i % stores.size());
                ends.add(threads.submit(() -> submit(store)));
            }
            for (RunStore store : stores) {
                ends.add(threads.submit(() -> work(store)));
            }
            for (Future<?> end : ends) {
                end.get(5 * StoreFixture.PATIENCE.toSeconds(), TimeUnit.SECONDS);
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private Void submit(RunStore store) throws Exception {
        while (acknowledgements.get() < runs) {
            NewRun run = RunBuilder.aRun().build();
            UUID uuid = run.request().uuid();
            try {
                assertThat(StoreFixture.await(store.submit(List.of(run))).get(0).created())
                        .isTrue();
                acknowledged.add(uuid);
                fault.strike(acknowledgements.incrementAndGet());
            } catch (StoreUnavailableException e) {
                refused.add(uuid);
            }
        }
        return null;
    }

    private Void work(RunStore store) {
        ClaimRequest request = new ClaimRequest(
                "worker-" + UUID.randomUUID(), 20, LEASE, Map.of(RunBuilder.JOB_TYPE, Integer.MAX_VALUE));
        while (acknowledgements.get() < runs || !ended.keySet().containsAll(acknowledged)) {
            for (Claim claim : untilAnswered(() -> store.claim(request)).claims()) {
                Completion completion = new Completion(
                        RunUpdate.nothing(claim.run().uuid(), claim.fence()), new Ending.Finished(200, false));
                if (untilAnswered(() -> store.complete(List.of(completion))).isEmpty()) {
                    ended.merge(claim.run().uuid(), 1, Integer::sum);
                }
            }
        }
        return null;
    }

    private static <T> T untilAnswered(Supplier<CompletableFuture<T>> call) {
        while (true) {
            try {
                return StoreFixture.await(call.get());
            } catch (StoreUnavailableException refusedForNow) {
                Thread.onSpinWait();
            }
        }
    }

    /** What was acknowledged is there and succeeded once; what was refused is nowhere. */
    void check(RunStore store) {
        assertThat(ended)
                .containsOnlyKeys(acknowledged)
                .allSatisfy((uuid, times) -> assertThat(times).isEqualTo(1));
        assertThat(acknowledged)
                .allSatisfy(uuid ->
                        assertThat(store.find(uuid).orElseThrow().state()).isEqualTo(RunState.SUCCEEDED));
        assertThat(refused).allSatisfy(uuid -> assertThat(store.find(uuid)).isEmpty());
        assertThat(store.queued()).isEmpty();
    }
}
