package dev.gantry.engine.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.engine.catalog.Catalog;
import dev.gantry.engine.catalog.JobCatalog;
import dev.gantry.engine.execution.AttemptRunner;
import dev.gantry.engine.execution.ExecutionSettings;
import dev.gantry.engine.time.SystemTimers;
import dev.gantry.engine.time.Timers;
import dev.gantry.store.RunStore;
import dev.gantry.store.memory.InMemoryRunStore;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DispatcherTest {

    private static final int REASONS = 100_000;

    private final AtomicReference<Dispatcher> dispatcher = new AtomicReference<>();

    @Test
    void reasonsThatComeUpWhileItLooksAreFollowedHoweverManyTheyAre(@TempDir Path folder) {
        NewReasons catalog = new NewReasons();
        try (Timers timers = new SystemTimers("test-timer");
                RunStore store = new InMemoryRunStore(timers);
                AttemptRunner runner = new AttemptRunner(ExecutionSettings.defaults(folder), store, timers, () -> {})) {
            dispatcher.set(new Dispatcher(
                    new WorkerSettings("worker", 1, Duration.ofSeconds(30)), catalog, store, timers, runner));

            dispatcher.get().take();

            assertThat(catalog.asked).isGreaterThan(REASONS);
        }
    }

    /** Gives one more reason to look whenever it is asked, for a while. */
    private final class NewReasons implements JobCatalog {

        private final Catalog empty = Catalog.of(List.of());
        private int asked;

        @Override
        public Catalog current() {
            asked++;
            if (asked <= REASONS) {
                dispatcher.get().look();
            }
            return empty;
        }

        @Override
        public void onChange(Runnable listener) {
            // Nothing ever changes but the number of reasons.
        }
    }
}
