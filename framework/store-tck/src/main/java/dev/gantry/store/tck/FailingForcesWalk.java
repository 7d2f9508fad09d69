package dev.gantry.store.tck;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.store.RunStore;
import java.time.InstantSource;
import java.util.SplittableRandom;
import java.util.function.Function;

/** Random steps on a store whose disk fails to force its claims now and then, held against a naive store. */
public final class FailingForcesWalk {

    private static final int STEPS_BETWEEN = 150;

    private FailingForcesWalk() {}

    /** Walk until so many claims were answered whose force failed. */
    public static void walk(Function<InstantSource, RunStore> opener, FailingForces disk, int failures) {
        long seed = Long.getLong("gantry.tck.seed", new SplittableRandom().nextLong());
        StoreFixture fixture = new StoreFixture(opener);
        RandomWalk walk = new RandomWalk(fixture, new SplittableRandom(seed));
        int failed = 0;
        try {
            while (failed < failures) {
                for (int step = 0; step < STEPS_BETWEEN; step++) {
                    walk.step();
                }
                failed += walk.claimWithout(disk) ? 1 : 0;
                walk.compareAll();
            }
            walk.reopen();
            assertThat(walk.lastStep()).isNotEmpty();
        } catch (AssertionError | RuntimeException e) {
            throw new AssertionError(
                    "differs from a naive store with -Dgantry.tck.seed=%d after: %s".formatted(seed, walk.lastStep()),
                    e);
        } finally {
            fixture.store().close();
        }
    }
}
