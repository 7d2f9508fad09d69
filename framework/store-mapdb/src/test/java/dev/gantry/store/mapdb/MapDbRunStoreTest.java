package dev.gantry.store.mapdb;

import dev.gantry.store.RunStore;
import dev.gantry.store.tck.DurableApiContract;
import dev.gantry.store.tck.DurableContract;
import dev.gantry.store.tck.RunStoreContract;
import java.nio.file.Path;
import java.time.InstantSource;
import org.junit.jupiter.api.io.TempDir;

final class MapDbRunStoreTest extends RunStoreContract implements DurableContract, DurableApiContract {

    @TempDir
    Path folder;

    @Override
    protected RunStore open(InstantSource clock) {
        return MapDbRunStore.open(MapDbConfig.at(folder).withClock(clock).withSegmentBytes(1 << 20));
    }
}
