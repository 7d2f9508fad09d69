package dev.gantry.store.mapdb;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.store.Claim;
import dev.gantry.store.ClaimRequest;
import dev.gantry.store.Completion;
import dev.gantry.store.Ending;
import dev.gantry.store.LogBatch;
import dev.gantry.store.LogLine;
import dev.gantry.store.NewRun;
import dev.gantry.store.Run;
import dev.gantry.store.RunBody;
import dev.gantry.store.RunOptions;
import dev.gantry.store.RunRequest;
import dev.gantry.store.RunStore;
import dev.gantry.store.RunUpdate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BiConsumer;

/** Work on a store, of which every acknowledged step is noted and can be checked afterwards. */
final class Acknowledged {

    private static final String JOB_TYPE = "crash_test";
    private static final Duration LEASE = Duration.ofHours(1);

    private final Map<UUID, Integer> results = new ConcurrentHashMap<>();

    /** The result of a run of which nothing but the submit was acknowledged. */
    static final int SUBMITTED = -1;

    /** Note an acknowledgement; that of a submit may come after that of the end of its run, from another thread. */
    void note(UUID uuid, int result) {
        results.merge(uuid, result, Math::max);
    }

    int size() {
        return results.size();
    }

    /** Submit and execute runs until the store fails; each acknowledgement is handed over. */
    static void work(RunStore store, int rounds, BiConsumer<UUID, Integer> acknowledged)
            throws ExecutionException, InterruptedException, TimeoutException {
        for (int round = 0; round < rounds; round++) {
            UUID uuid = UUID.randomUUID();
            NewRun run = new NewRun(new RunRequest(uuid, "crash/test", JOB_TYPE, RunOptions.NONE), params(uuid));
            store.submit(List.of(run)).get(60, TimeUnit.SECONDS);
            acknowledged.accept(uuid, SUBMITTED);
            ClaimRequest request = new ClaimRequest("w", 1, LEASE, Map.of(JOB_TYPE, Integer.MAX_VALUE));
            for (Claim claim : store.claim(request).get(60, TimeUnit.SECONDS).claims()) {
                int result = round % 3 == 0 ? 500 : 200;
                RunUpdate last = new RunUpdate(
                        claim.run().uuid(),
                        claim.fence(),
                        Optional.empty(),
                        LogBatch.of(LogLine.event(
                                Instant.EPOCH, "done " + claim.run().uuid())),
                        Optional.of("{\"result\":" + result + "}"));
                List<UUID> refused = store.complete(List.of(new Completion(last, new Ending.Finished(result, false))))
                        .get(60, TimeUnit.SECONDS);
                if (refused.isEmpty()) {
                    acknowledged.accept(claim.run().uuid(), result);
                }
            }
        }
    }

    private static String params(UUID uuid) {
        return "{\"uuid\":\"" + uuid + "\"}";
    }

    /** Check that a store holds all that was acknowledged, each run with what belongs to it. */
    void check(RunStore store) {
        results.forEach((uuid, result) -> {
            Run run = store.find(uuid).orElseThrow(() -> new AssertionError("acknowledged run " + uuid + " is lost"));
            RunBody body = store.body(uuid).orElseThrow();
            assertThat(body.params()).isEqualTo(params(uuid));
            if (result != SUBMITTED) {
                assertThat(run.standing().resultCode()).isEqualTo(result);
            }
            if (run.state().finished()) {
                int code = run.standing().resultCode();
                assertThat(body.data()).contains("{\"result\":" + code + "}");
                assertThat(store.log(uuid, 0).orElseThrow().lines(LogLine.Kind.EVENT))
                        .extracting(LogLine::message)
                        .containsExactly("done " + uuid);
            }
        });
    }
}
