package dev.gantry.store.mapdb;

import dev.gantry.store.RunStore;
import dev.gantry.store.tck.DurableApiContract;
import dev.gantry.store.tck.DurableContract;
import dev.gantry.store.tck.RunStoreContract;
import java.nio.file.Path;
import java.time.InstantSource;
import org.junit.jupiter.api.io.TempDir;

/** The contract once more, with everything so small that runs move from heap to disk and on all the time. */
final class SmallPartitionsTest extends RunStoreContract implements DurableContract, DurableApiContract {

    @TempDir
    Path folder;

    static MapDbConfig small(Path folder) {
        return MapDbConfig.at(folder)
                .withSegmentBytes(4_096)
                .withPartition(5, 40_000)
                .withHeldBodies(2);
    }

    @Override
    protected RunStore open(InstantSource clock) {
        return MapDbRunStore.open(small(folder).withClock(clock));
    }
}
