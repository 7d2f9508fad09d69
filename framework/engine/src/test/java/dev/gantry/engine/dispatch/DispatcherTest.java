package dev.gantry.engine.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.gantry.engine.catalog.Catalog;
import dev.gantry.engine.catalog.JobCatalog;
import dev.gantry.engine.execution.AttemptRunner;
import dev.gantry.engine.execution.ExecutionSettings;
import dev.gantry.engine.time.Machine;
import dev.gantry.engine.time.SystemTimers;
import dev.gantry.engine.time.Timers;
import dev.gantry.store.Claims;
import dev.gantry.store.RunStore;
import dev.gantry.store.memory.InMemoryRunStore;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DispatcherTest {

    private static final int REASONS = 100_000;
    private static final WorkerSettings SETTINGS = new WorkerSettings("worker", 1, Duration.ofSeconds(30));

    private final AtomicReference<Dispatcher> dispatcher = new AtomicReference<>();

    @Test
    void reasonsThatComeUpWhileItLooksAreFollowedHoweverManyTheyAre(@TempDir Path folder) {
        NewReasons catalog = new NewReasons();
        try (Timers timers = new SystemTimers("test-timer");
                RunStore store = new InMemoryRunStore(timers);
                AttemptRunner runner = runner(folder, store, timers)) {
            dispatcher.set(new Dispatcher(SETTINGS, catalog, store, Machine.real(timers), runner));

            dispatcher.get().take();

            assertThat(catalog.asked).isGreaterThan(REASONS);
        }
    }

    @Test
    void itIsNotSettledWhileAClaimIsUnderWay(@TempDir Path folder) {
        CompletableFuture<Claims> answer = new CompletableFuture<>();
        try (Timers timers = new SystemTimers("test-timer");
                RunStore store = new InMemoryRunStore(timers);
                AttemptRunner runner = runner(folder, store, timers)) {
            Dispatcher waiting = new Dispatcher(
                    SETTINGS,
                    JobCatalog.fixed(Catalog.EMPTY),
                    claimedLater(store, answer),
                    Machine.real(timers),
                    runner);
            waiting.take();
            waiting.drain();
            CompletableFuture<Void> settled = waiting.settled();
            assertThat(settled).isNotDone();

            answer.complete(new Claims(List.of(), Optional.empty()));

            assertThat(settled).isDone();
        }
    }

    private static AttemptRunner runner(Path folder, RunStore store, Timers timers) {
        return new AttemptRunner(
                ExecutionSettings.defaults(folder),
                SETTINGS.slots(),
                store,
                Machine.real(timers),
                () -> {},
                caller -> fail("no job is executed here"));
    }

    /** A store whose claims are answered when the test says so. */
    private static RunStore claimedLater(RunStore store, CompletableFuture<Claims> answer) {
        return (RunStore) Proxy.newProxyInstance(
                RunStore.class.getClassLoader(),
                new Class<?>[] {RunStore.class},
                (proxy, method, arguments) ->
                        method.getName().equals("claim") ? answer : method.invoke(store, arguments));
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
