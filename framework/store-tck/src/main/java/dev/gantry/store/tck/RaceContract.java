package dev.gantry.store.tck;

import static dev.gantry.store.tck.RunBuilder.JOB_TYPE;
import static dev.gantry.store.tck.RunBuilder.aRun;
import static dev.gantry.store.tck.StoreFixture.LEASE;
import static dev.gantry.store.tck.StoreFixture.await;
import static dev.gantry.store.tck.StoreFixture.finished;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.store.Claim;
import dev.gantry.store.ClaimRequest;
import dev.gantry.store.Completion;
import dev.gantry.store.LeaseRef;
import dev.gantry.store.NewRun;
import dev.gantry.store.Run;
import dev.gantry.store.RunQuery;
import dev.gantry.store.RunQuery.Span;
import dev.gantry.store.RunState;
import dev.gantry.store.RunStore;
import dev.gantry.store.RunUpdate;
import dev.gantry.store.Submission;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Queue;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What holds when everybody calls at once. */
interface RaceContract extends StoreContract {

    private static boolean complete(RunStore store, Claim claim, int resultCode) {
        RunUpdate last = RunUpdate.nothing(claim.run().uuid(), claim.fence());
        return await(store.complete(List.of(new Completion(last, finished(resultCode)))))
                .isEmpty();
    }

    @Test
    default void everyRunIsClaimedByExactlyOneWorkerAndLimitsHoldAtEveryInstant() {
        int submitters = 4;
        int workers = 12;
        int runsEach = 60;
        int limit = 5;
        RunStore store = fixture().store();
        Set<UUID> submitted = ConcurrentHashMap.newKeySet();
        Map<UUID, Integer> owners = new ConcurrentHashMap<>();
        AtomicInteger running = new AtomicInteger();
        AtomicInteger finished = new AtomicInteger();

        Crowd.act(submitters + workers, index -> {
            if (index < submitters) {
                for (int i = 0; i < runsEach; i++) {
                    NewRun run = aRun().build();
                    submitted.add(run.request().uuid());
                    assertThat(await(store.submit(List.of(run))).get(0).created())
                            .isTrue();
                }
                return;
            }
            ClaimRequest request = new ClaimRequest("worker-" + index, 2, LEASE, Map.of(JOB_TYPE, limit));
            while (finished.get() < submitters * runsEach) {
                for (Claim claim : await(store.claim(request)).claims()) {
                    assertThat(owners.put(claim.run().uuid(), index)).isNull();
                    assertThat(running.incrementAndGet()).isLessThanOrEqualTo(limit);
                    LeaseRef mine = new LeaseRef(claim.run().uuid(), claim.fence());
                    assertThat(await(store.renew(List.of(mine), LEASE)).lost()).isEmpty();
                    running.decrementAndGet();
                    assertThat(complete(store, claim, 200)).isTrue();
                    finished.incrementAndGet();
                }
            }
        });

        assertThat(owners.keySet()).isEqualTo(submitted);
        assertThat(store.queued()).isEmpty();
        RunQuery succeeded =
                new RunQuery("", Set.of(RunState.SUCCEEDED), Map.of(), Span.ALWAYS, OptionalLong.empty(), 1_000);
        assertThat(store.list(succeeded)).hasSize(submitters * runsEach);
    }

    @Test
    default void anAcceptedCancelIsNeverFollowedByASuccess() {
        RunStore store = fixture().store();
        for (int round = 0; round < 40; round++) {
            Run run = fixture().submit(aRun());
            Queue<Run> afterCancel = new ConcurrentLinkedQueue<>();
            Crowd.act(3, index -> {
                if (index == 0) {
                    afterCancel.add(await(store.cancel(run.uuid(), fixture().why("race")))
                            .orElseThrow());
                    return;
                }
                ClaimRequest request = new ClaimRequest("worker-" + index, 1, LEASE, Map.of(JOB_TYPE, 1));
                await(store.claim(request)).claims().forEach(claim -> complete(store, claim, 200));
            });

            Run end = fixture().run(run.uuid());
            boolean tooLate = afterCancel.element().state() == RunState.SUCCEEDED;
            assertThat(end.state()).isEqualTo(tooLate ? RunState.SUCCEEDED : RunState.CANCELLED);
        }
    }

    @Test
    default void oneOfManySubmitsUnderAKeyCreatesTheRun() {
        RunStore store = fixture().store();
        Queue<Submission> answers = new ConcurrentLinkedQueue<>();

        Crowd.act(16, index -> {
            for (int i = 0; i < 20; i++) {
                answers.addAll(await(store.submit(List.of(aRun().key("key " + i).build()))));
            }
        });

        assertThat(answers.stream().filter(Submission::created)).hasSize(20);
        assertThat(answers.stream().map(answer -> answer.run().uuid()).distinct())
                .hasSize(20);
        assertThat(store.queued()).isEqualTo(Map.of(JOB_TYPE, 20L));
    }

    @Test
    default void aBatchIsSeenWholeOrNotAtAll() {
        RunStore store = fixture().store();
        int size = 50;
        AtomicInteger writing = new AtomicInteger(2);

        Crowd.act(4, index -> {
            if (index < 2) {
                try {
                    for (int i = 0; i < 30; i++) {
                        await(store.submit(IntStream.range(0, size)
                                .mapToObj(j -> aRun().build())
                                .toList()));
                    }
                } finally {
                    writing.decrementAndGet();
                }
                return;
            }
            while (writing.get() > 0) {
                assertThat(store.list(RunQuery.newest("", 10_000)).size() % size)
                        .isZero();
                assertThat(store.queued().getOrDefault(JOB_TYPE, 0L) % size).isZero();
            }
        });
    }

    @Test
    default void oneOfTwoCompletionsUnderAFenceIsTaken() {
        RunStore store = fixture().store();
        for (int round = 0; round < 30; round++) {
            fixture().submit(aRun());
            Claim claim = fixture().claimOne();
            AtomicInteger taken = new AtomicInteger();

            Crowd.act(2, index -> {
                if (complete(store, claim, 200 + index)) {
                    taken.incrementAndGet();
                }
            });

            assertThat(taken).hasValue(1);
        }
    }

    @Test
    default void callersThatAreInterruptedDoNoHarm() {
        RunStore store = fixture().store();
        fixture().finish(aRun(), 200);

        Crowd.act(8, index -> {
            for (int i = 0; i < 20; i++) {
                Thread.currentThread().interrupt();
                NewRun run = aRun().at("interrupted/job").build();
                CompletableFuture<List<Submission>> answer = store.submit(List.of(run));
                store.find(run.request().uuid());
                store.list(RunQuery.newest("", 5)).forEach(listed -> store.log(listed.uuid(), 0));
                store.queued();
                assertThat(Thread.interrupted()).isTrue();
                assertThat(await(answer)).hasSize(1);
            }
        });

        assertThat(store.trouble()).isEmpty();
        assertThat(store.queued()).isEqualTo(Map.of("interrupted_job", 160L));
    }
}
