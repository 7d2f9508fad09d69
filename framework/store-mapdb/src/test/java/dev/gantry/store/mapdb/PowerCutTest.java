package dev.gantry.store.mapdb;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.store.StoreUnavailableException;
import java.nio.file.Path;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A disk that keeps of what was not forced whatever it likes. */
final class PowerCutTest {

    @TempDir
    Path folder;

    @Test
    void whatWasAcknowledgedSurvivesFortyPowerCuts() throws Exception {
        long seed = Long.getLong("gantry.seed", new SplittableRandom().nextLong());
        SplittableRandom random = new SplittableRandom(seed);
        Acknowledged acknowledged = new Acknowledged();
        for (int cut = 0; cut < 40; cut++) {
            FaultyDisk disk = new FaultyDisk();
            try {
                MapDbRunStore store = MapDbRunStore.open(SmallPartitionsTest.small(folder), disk);
                acknowledged.check(store);
                disk.losePowerAfter(random.nextInt(1_500));
                workUntilTheLightsGoOut(store, acknowledged);
                store.close();
                disk.settle(random);
            } catch (StoreUnavailableException | AssertionError e) {
                throw new AssertionError("cut %d with -Dgantry.seed=%d".formatted(cut, seed), e);
            }
        }
        try (MapDbRunStore store = MapDbRunStore.open(SmallPartitionsTest.small(folder))) {
            acknowledged.check(store);
        }
        assertThat(acknowledged.size()).isGreaterThan(100);
    }

    private static void workUntilTheLightsGoOut(MapDbRunStore store, Acknowledged acknowledged)
            throws InterruptedException, TimeoutException {
        try {
            Acknowledged.work(store, Integer.MAX_VALUE, acknowledged::note);
        } catch (ExecutionException e) {
            assertThat(e).hasCauseInstanceOf(StoreUnavailableException.class);
        }
    }
}
