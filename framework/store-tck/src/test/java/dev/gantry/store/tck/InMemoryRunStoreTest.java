package dev.gantry.store.tck;

import dev.gantry.store.RunStore;
import dev.gantry.store.memory.InMemoryRunStore;
import java.time.InstantSource;

final class InMemoryRunStoreTest extends RunStoreContract {

    @Override
    protected RunStore open(InstantSource clock) {
        return new InMemoryRunStore(clock);
    }
}
