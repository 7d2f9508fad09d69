package dev.gantry.engine.execution;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.engine.time.Timers;
import dev.gantry.store.Progress;
import dev.gantry.store.RunStore;
import dev.gantry.store.RunUpdate;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** What jobs report, however often, is few writes. Nothing passes here but the intervals that the test lets pass. */
class FlusherTest {

    private static final int REPORTS = 10_000;

    private final List<List<RunUpdate>> writes = new ArrayList<>();
    private final List<CompletableFuture<List<UUID>>> answers = new ArrayList<>();
    private final Intervals intervals = new Intervals();
    private final Flusher flusher = new Flusher(store(), intervals);

    /** Takes updates, and answers when the test does. */
    private RunStore store() {
        return (RunStore) Proxy.newProxyInstance(
                RunStore.class.getClassLoader(), new Class<?>[] {RunStore.class}, (proxy, method, arguments) -> {
                    assertThat(method.getName()).isEqualTo("update");
                    writes.add(((List<?>) arguments[0])
                            .stream().map(update -> (RunUpdate) update).toList());
                    CompletableFuture<List<UUID>> answer = new CompletableFuture<>();
                    answers.add(answer);
                    return answer;
                });
    }

    private ProgressTracker job() {
        RunRecorder recorder = new RunRecorder(UUID.randomUUID(), 1, flusher::add);
        return new ProgressTracker(Progress.NONE, recorder::progress, warning -> {});
    }

    private static void report(ProgressTracker job, double from, double to) {
        for (int i = 1; i <= REPORTS; i++) {
            job.set(from + (to - from) * i / REPORTS);
        }
    }

    @Test
    void allReportsOfAnIntervalAreOneWriteOfTheLastOne() {
        ProgressTracker job = job();
        report(job, 0, 0.5);
        assertThat(writes).isEmpty();

        intervals.pass();

        assertThat(writes).hasSize(1);
        assertThat(writes.get(0))
                .singleElement()
                .satisfies(update -> assertThat(update.progress()).contains(new Progress(0.5, 0, 0.001)));
    }

    @Test
    void allJobsShareTheWrite() {
        for (int i = 0; i < 100; i++) {
            report(job(), 0, 0.5);
        }

        intervals.pass();

        assertThat(writes).singleElement().satisfies(write -> assertThat(write).hasSize(100));
    }

    @Test
    void whileAWriteIsUnderWayReportsWaitForTheIntervalAfterIt() {
        ProgressTracker job = job();
        report(job, 0, 0.25);
        intervals.pass();
        report(job, 0.25, 0.5);
        intervals.pass();
        report(job, 0.5, 0.75);
        intervals.pass();
        assertThat(writes).hasSize(1);

        answers.get(0).complete(List.of());
        assertThat(writes).hasSize(1);
        intervals.pass();

        assertThat(writes).hasSize(2);
        assertThat(writes.get(1).get(0).progress()).contains(new Progress(0.75, 0, 0.001));
    }

    @Test
    void nothingIsWrittenAndNobodyIsWokenWhileNothingIsReported() {
        report(job(), 0, 1);
        intervals.pass();
        answers.get(0).complete(List.of());

        assertThat(intervals.waiting).isEmpty();
    }

    /** Time that passes when the test says so. */
    private static final class Intervals implements Timers {

        private final List<Runnable> waiting = new ArrayList<>();

        private void pass() {
            List<Runnable> due = List.copyOf(waiting);
            waiting.clear();
            due.forEach(Runnable::run);
        }

        @Override
        public Timer after(Duration delay, Runnable task) {
            waiting.add(task);
            return () -> waiting.remove(task);
        }

        @Override
        public Timer at(Instant moment, Runnable task) {
            return after(Duration.ZERO, task);
        }

        @Override
        public Instant instant() {
            return Instant.EPOCH;
        }

        @Override
        public void close() {
            waiting.clear();
        }
    }
}
