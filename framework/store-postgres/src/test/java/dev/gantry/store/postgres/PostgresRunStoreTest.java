package dev.gantry.store.postgres;

import dev.gantry.store.RunStore;
import dev.gantry.store.tck.DurableApiContract;
import dev.gantry.store.tck.DurableContract;
import dev.gantry.store.tck.RunStoreContract;
import java.time.InstantSource;

final class PostgresRunStoreTest extends RunStoreContract implements DurableContract, DurableApiContract {

    private final PostgresConfig config = TestServer.shared().freshSchema();

    @Override
    protected RunStore open(InstantSource clock) {
        return PostgresRunStore.open(config.withClock(clock));
    }
}
