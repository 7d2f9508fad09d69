package dev.gantry.store.postgres;

import static dev.gantry.store.tck.RunBuilder.JOB_TYPE;
import static dev.gantry.store.tck.RunBuilder.aRun;
import static dev.gantry.store.tck.StoreFixture.LEASE;
import static dev.gantry.store.tck.StoreFixture.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.store.Claim;
import dev.gantry.store.ClaimRequest;
import dev.gantry.store.Completion;
import dev.gantry.store.Ending;
import dev.gantry.store.LogLine;
import dev.gantry.store.Run;
import dev.gantry.store.RunState;
import dev.gantry.store.RunStore;
import dev.gantry.store.RunUpdate;
import dev.gantry.store.tck.MovableClock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Many attempts that end at once: most are alike and are written together. */
@Timeout(60)
class EndsTest {

    private static final int MANY = 40;
    private static final Ending SUCCESS = new Ending.Finished(200, false);
    private static final Ending FAILURE = new Ending.Finished(500, true);

    private final MovableClock clock = new MovableClock();
    private final PostgresConfig config = TestServer.shared().freshSchema().withClock(clock);
    private final PostgresRunStore store = PostgresRunStore.open(config);
    private final PostgresRunStore other = PostgresRunStore.open(config);

    @AfterEach
    void closeStores() {
        store.close();
        other.close();
    }

    private List<Claim> claimed(int count) {
        await(store.submit(
                IntStream.range(0, count).mapToObj(i -> aRun().build()).toList()));
        return await(store.claim(new ClaimRequest("worker", count, LEASE, Map.of(JOB_TYPE, Integer.MAX_VALUE))))
                .claims();
    }

    private static Completion end(Claim claim, Ending how) {
        return new Completion(RunUpdate.nothing(claim.run().uuid(), claim.fence()), how);
    }

    private static List<UUID> end(RunStore by, List<Claim> claims, Ending how) {
        return await(by.complete(claims.stream().map(claim -> end(claim, how)).toList()));
    }

    private Run read(Claim claim) {
        return other.find(claim.run().uuid()).orElseThrow();
    }

    @Test
    void eachIsWrittenAsItEnded() {
        List<Claim> claims = claimed(2 * MANY + 1);
        List<Claim> good = claims.subList(0, MANY);
        List<Claim> bad = claims.subList(MANY, 2 * MANY);
        Claim single = claims.get(2 * MANY);
        Ending odd = new Ending.Finished(418, false);

        List<Completion> all = Stream.of(
                        good.stream().map(claim -> end(claim, SUCCESS)),
                        bad.stream().map(claim -> end(claim, FAILURE)),
                        Stream.of(end(single, odd)))
                .flatMap(ends -> ends)
                .toList();
        assertThat(await(store.complete(all))).isEmpty();

        assertThat(good)
                .allSatisfy(
                        claim -> assertThat(read(claim)).isEqualTo(claim.run().completed(SUCCESS, clock.instant())));
        assertThat(bad)
                .allSatisfy(
                        claim -> assertThat(read(claim)).isEqualTo(claim.run().completed(FAILURE, clock.instant())));
        assertThat(read(single)).isEqualTo(single.run().completed(odd, clock.instant()));
    }

    @Test
    void oneThatIsCancelledMeanwhileIsCancelledAndNoOther() {
        List<Claim> claims = claimed(MANY);
        Claim cancelled = claims.get(MANY / 2);
        await(other.cancel(cancelled.run().uuid(), LogLine.event(Instant.EPOCH, "enough")));

        assertThat(end(store, claims, SUCCESS)).isEmpty();

        assertThat(claims)
                .allSatisfy(claim -> assertThat(read(claim).state())
                        .isEqualTo(claim.equals(cancelled) ? RunState.CANCELLED : RunState.SUCCEEDED));
    }

    @Test
    void oneThatHasEndedAlreadyIsRefusedAndNoOther() {
        List<Claim> claims = claimed(MANY);
        Claim ended = claims.get(MANY / 2);
        assertThat(end(other, List.of(ended), FAILURE)).isEmpty();

        assertThat(end(store, claims, SUCCESS)).containsExactly(ended.run().uuid());

        assertThat(claims)
                .allSatisfy(claim -> assertThat(read(claim).state())
                        .isEqualTo(claim.equals(ended) ? RunState.FAILED : RunState.SUCCEEDED));
    }
}
