package dev.gantry.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.store.RunStore;
import java.lang.ref.WeakReference;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Who starts and stops servers in one process, as tests of plugins do, pays for the one that runs. */
class StoppedServerTest {

    @Test
    void aStoppedServerKeepsNothingInMemory() {
        WeakReference<RunStore> store = storeOfAStoppedServer();

        Waiting.until(() -> {
            System.gc();
            return store.get() == null;
        });

        assertThat(store.get()).isNull();
    }

    private static WeakReference<RunStore> storeOfAStoppedServer() {
        RunStore[] held = new RunStore[1];
        try (TestServer server = TestServer.start("/", Optional.empty(), store -> held[0] = store)) {
            assertThat(server.finished("/examples/fizz_buzz", "{}")).isNotEmpty();
        }
        return new WeakReference<>(held[0]);
    }
}
