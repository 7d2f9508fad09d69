package dev.gantry.store.tck;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Whatever is done to it, a store holds what a naive one would. */
interface ModelContract extends StoreContract {

    /** How many random steps are taken. */
    default int steps() {
        return 3_000;
    }

    @Test
    default void randomStepsLeaveWhatANaiveStoreWouldHold() {
        long seed = Long.getLong("gantry.tck.seed", new SplittableRandom().nextLong());
        RandomWalk walk = new RandomWalk(fixture(), new SplittableRandom(seed));
        try {
            for (int step = 0; step < steps(); step++) {
                walk.step();
            }
            walk.compareAll();
        } catch (AssertionError | RuntimeException e) {
            throw new AssertionError(
                    "differs from a naive store with -Dgantry.tck.seed=%d after: %s".formatted(seed, walk.lastStep()),
                    e);
        }
        assertThat(walk.lastStep()).isNotEmpty();
    }
}
